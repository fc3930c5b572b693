// Pure.

/**
 * Mean over all token rows, then L2-normalised, as all-MiniLM-L6-v2 was trained.
 * Written out because the library's own pooling takes longer than the tokenizer (see ARCHITECTURE.md).
 * @param states row-major, `rows × dimensions`, at least one row
 * @returns `dimensions` values of norm 1
 */
export function poolMean(states: Float32Array, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (let row = 0; row < states.length; row += dimensions) {
    for (let i = 0; i < dimensions; i++) vector[i] = (vector[i] as number) + (states[row + i] as number);
  }
  return normalise(vector);
}

/** The vector scaled to norm 1; a zero vector stays as it is. */
export function normalise(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const norm = Math.sqrt(squares);
  return norm === 0 ? vector.slice() : vector.map((value) => value / norm);
}

/** Inner product of two vectors of one length: the cosine where both have norm 1. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
