// Pure. Late interaction (ColBERT's MaxSim, https://arxiv.org/abs/2004.12832) over token states kept in one
// bit a dimension.

/**
 * Signs of the token states around the model's mean state, one bit a dimension.
 * @param states row-major, `rows × dimensions`
 * @param meanState `dimensions` values
 * @returns `rows × dimensions / 8` bytes; bit k of byte j is dimension 8j + k, set where the state is above the mean
 */
export function encodeTokenCodes(states: Float32Array, meanState: Float32Array): Uint8Array {
  const dimensions = meanState.length;
  const codes = new Uint8Array(states.length / 8);
  for (let i = 0; i < states.length; i++) {
    if ((states[i] as number) > (meanState[i % dimensions] as number)) {
      codes[i >> 3] = (codes[i >> 3] as number) | (1 << (i & 7));
    }
  }
  return codes;
}

/** A question's tokens, prepared to be compared with stored codes. */
export interface QuestionTokens {
  readonly count: number;
  /** Bytes of one stored token code. */
  readonly codeBytes: number;
  /** `count × codeBytes × 256`: what each value of each byte of a code adds to the cosine. */
  readonly tables: Float32Array;
}

/**
 * Prepares a question's token states; its side of the comparison stays in full precision.
 * For a Gaussian x, E|x| = √(2/π) σ: the factor √(π/2)/√dimensions makes the sum an estimate of the cosine.
 * @param states row-major token states, `[CLS]` and `[SEP]` included (they are left out of the comparison)
 */
export function prepareQuestionTokens(states: Float32Array, meanState: Float32Array): QuestionTokens {
  const dimensions = meanState.length;
  const count = states.length / dimensions - 2;
  const codeBytes = dimensions / 8;
  const tables = new Float32Array(count * codeBytes * 256);
  const difference = new Float32Array(dimensions);
  for (let token = 0; token < count; token++) {
    let squares = 0;
    for (let i = 0; i < dimensions; i++) {
      const value = (states[(token + 1) * dimensions + i] as number) - (meanState[i] as number);
      difference[i] = value;
      squares += value * value;
    }
    const scale = Math.sqrt(Math.PI / 2) / Math.sqrt(dimensions) / (Math.sqrt(squares) || 1);
    for (let byte = 0; byte < codeBytes; byte++) {
      fillByteTable(tables, (token * codeBytes + byte) * 256, difference, byte * 8, scale);
    }
  }
  return { count, codeBytes, tables };
}

function fillByteTable(
  tables: Float32Array,
  at: number,
  difference: Float32Array,
  firstDimension: number,
  scale: number,
): void {
  let allClear = 0;
  for (let bit = 0; bit < 8; bit++) allClear -= (difference[firstDimension + bit] as number) * scale;
  tables[at] = allClear;
  for (let value = 1; value < 256; value++) {
    const lowestBit = 31 - Math.clz32(value & -value);
    const withoutIt = tables[at + (value & (value - 1))] as number;
    tables[at + value] = withoutIt + 2 * (difference[firstDimension + lowestBit] as number) * scale;
  }
}

/**
 * For every row, the estimated cosine with every question token.
 * @returns `rows × count`, row-major, values about −1…1
 */
export function tokenSimilarities(question: QuestionTokens, codes: Uint8Array): Float32Array {
  const { count, codeBytes, tables } = question;
  const rows = codes.length / codeBytes;
  const similarities = new Float32Array(rows * count);
  for (let row = 0; row < rows; row++) {
    for (let token = 0; token < count; token++) {
      let sum = 0;
      let at = token * codeBytes * 256;
      for (let byte = row * codeBytes; byte < (row + 1) * codeBytes; byte++, at += 256) {
        sum += tables[at + (codes[byte] as number)] as number;
      }
      similarities[row * count + token] = sum;
    }
  }
  return similarities;
}
