// Pure but for scratch memory. Late interaction (ColBERT's MaxSim, https://arxiv.org/abs/2004.12832) over token
// states kept in one bit a dimension.
import { createTokenSums, type RowSpan, type TokenSums } from './token-sums.ts';

/**
 * Signs of the token states around the model's mean state, one bit a dimension.
 * @param states row-major, `rows × dimensions`
 * @param meanState `dimensions` values
 * @returns `rows × dimensions / 8` bytes; bit k of byte j is dimension 8j + k, set where the state is above the mean
 */
export function encodeTokenCodes(states: Float32Array, meanState: Float32Array): Uint8Array {
  const dimensions = meanState.length;
  const codes = new Uint8Array(states.length / 8);
  let code = 0;
  for (let row = 0; row < states.length; row += dimensions) {
    // Written out: a loop over the eight bits takes three times as long, and a condition, which nobody can foresee, ten.
    for (let i = 0, at = row; i < dimensions; i += 8, at += 8) {
      codes[code++] =
        above(states[at], meanState[i]) |
        (above(states[at + 1], meanState[i + 1]) << 1) |
        (above(states[at + 2], meanState[i + 2]) << 2) |
        (above(states[at + 3], meanState[i + 3]) << 3) |
        (above(states[at + 4], meanState[i + 4]) << 4) |
        (above(states[at + 5], meanState[i + 5]) << 5) |
        (above(states[at + 6], meanState[i + 6]) << 6) |
        (above(states[at + 7], meanState[i + 7]) << 7);
    }
  }
  return codes;
}

/** 1 where a state is above its mean, else 0. */
function above(state: number | undefined, mean: number | undefined): number {
  return Number((state as number) > (mean as number));
}

/** A question's tokens, prepared to be compared with stored codes. */
export interface QuestionTokens {
  readonly count: number;
  /** Bytes of one stored token code. */
  readonly codeBytes: number;
  /** `codeBytes × 8 × count`: what each dimension adds to the cosine with each token where its bit is set, and takes off where not. */
  readonly scaled: Float32Array;
}

/**
 * Prepares a question's token states; its side of the comparison stays in full precision.
 * For a Gaussian x, E|x| = √(2/π) σ: the factor √(π/2)/√dimensions makes the sum an estimate of the cosine.
 * @param states row-major token states, `[CLS]` and `[SEP]` included (they are left out of the comparison)
 */
export function prepareQuestionTokens(states: Float32Array, meanState: Float32Array): QuestionTokens {
  const count = states.length / meanState.length - 2;
  return { count, codeBytes: meanState.length / 8, scaled: scaleTokens(states, meanState, count) };
}

/** The differences from the mean state, of one norm, scaled to estimate a cosine. @returns `dimensions × count` */
function scaleTokens(states: Float32Array, meanState: Float32Array, count: number): Float32Array {
  const dimensions = meanState.length;
  const scaled = new Float32Array(dimensions * count);
  for (let token = 0; token < count; token++) {
    const row = (token + 1) * dimensions;
    let squares = 0;
    for (let i = 0; i < dimensions; i++)
      squares += ((states[row + i] as number) - (meanState[i] as number)) ** 2;
    const scale = Math.sqrt(Math.PI / 2 / dimensions) / (Math.sqrt(squares) || 1);
    for (let i = 0; i < dimensions; i++) {
      scaled[i * count + token] = ((states[row + i] as number) - (meanState[i] as number)) * scale;
    }
  }
  return scaled;
}

let tokenSums: TokenSums | undefined;

/**
 * For every row, the estimated cosine with every question token.
 * @returns `rows × count`, row-major, values about −1…1
 */
export function tokenSimilarities(question: QuestionTokens, codes: Uint8Array): Float32Array {
  tokenSums ??= createTokenSums();
  return tokenSums.ofRows(question, codes);
}

/**
 * For every span of rows and every question token the largest estimated cosine in it (MaxSim).
 * @param spans within the rows of the codes
 * @returns `count` values a span, about −1…1; 0 for a span without rows
 */
export function bestTokenSimilarities(
  question: QuestionTokens,
  codes: Uint8Array,
  spans: readonly RowSpan[],
): readonly Float32Array[] {
  tokenSums ??= createTokenSums();
  return tokenSums.largestOf(question, codes, spans);
}
