// Pure.

/** How far a unit vector's norm may be off. */
const NORM_TOLERANCE = 1e-3;

/** @throws RangeError for a vector of another length, with a value that is not finite, or of another norm than 1. */
export function checkUnitVector(vector: Float32Array, dimensions: number): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  // A NaN or an infinity fails the comparison, too.
  if (vector.length !== dimensions || !(Math.abs(Math.sqrt(squares) - 1) <= NORM_TOLERANCE)) {
    throw new RangeError(
      `not a unit vector of ${dimensions} dimensions (length ${vector.length}, norm ${Math.sqrt(squares)})`,
    );
  }
}
