// Pure.
import { normalise } from '../src/embedding/pooling.ts';

/** Share of a mixed vector that is its own: the rest lies between two real ones, as another passage of a story. */
const OWN_SHARE = 0.35;

/** A unit vector between two of some real ones, with noise of its own. */
export function mixedVector(real: readonly Float32Array[], random: () => number): Float32Array {
  const pick = () => real[Math.floor(random() * real.length)] as Float32Array;
  const [a, b] = [pick(), pick()];
  const weight = random();
  const noise = normalise(Float32Array.from(a, () => random() - 0.5));
  const between = normalise(a.map((value, i) => weight * value + (1 - weight) * (b[i] as number)));
  return normalise(between.map((value, i) => (1 - OWN_SHARE) * value + OWN_SHARE * (noise[i] as number)));
}
