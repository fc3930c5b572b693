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
  const bit = (at: number, dimension: number) =>
    (states[at] as number) > (meanState[dimension] as number) ? 1 : 0;
  let at = 0;
  for (let byte = 0, dimension = 0; byte < codes.length; byte++, at += 8) {
    codes[byte] =
      bit(at, dimension) |
      (bit(at + 1, dimension + 1) << 1) |
      (bit(at + 2, dimension + 2) << 2) |
      (bit(at + 3, dimension + 3) << 3) |
      (bit(at + 4, dimension + 4) << 4) |
      (bit(at + 5, dimension + 5) << 5) |
      (bit(at + 6, dimension + 6) << 6) |
      (bit(at + 7, dimension + 7) << 7);
    dimension = dimension + 8 === dimensions ? 0 : dimension + 8;
  }
  return codes;
}

/** A question's tokens, prepared to be compared with stored codes. */
export interface QuestionTokens {
  readonly count: number;
  /** Bytes of one stored token code. */
  readonly codeBytes: number;
  /**
   * `codeBytes × 256 × count`: what each value of each byte of a code adds to the cosine with each token. The
   * tokens lie side by side, so that one stored byte is looked up once for all of them.
   */
  readonly tables: Float32Array;
}

/**
 * Prepares a question's token states; its side of the comparison stays in full precision.
 * For a Gaussian x, E|x| = √(2/π) σ: the factor √(π/2)/√dimensions makes the sum an estimate of the cosine.
 * @param states row-major token states, `[CLS]` and `[SEP]` included (they are left out of the comparison)
 */
export function prepareQuestionTokens(states: Float32Array, meanState: Float32Array): QuestionTokens {
  const count = states.length / meanState.length - 2;
  const codeBytes = meanState.length / 8;
  const scaled = scaleTokens(states, meanState, count);
  const tables = new Float32Array(codeBytes * 256 * count);
  for (let byte = 0; byte < codeBytes; byte++) {
    const first = byte * 256 * count;
    for (let bit = 0; bit < 8; bit++) {
      for (let token = 0; token < count; token++) {
        const at = first + token;
        tables[at] = (tables[at] as number) - (scaled[(byte * 8 + bit) * count + token] as number);
      }
    }
    // Each value of a byte differs from the value without its lowest bit by one sign.
    for (let value = 1; value < 256; value++) {
      const bit = 31 - Math.clz32(value & -value);
      const from = first + (value & (value - 1)) * count;
      const added = (byte * 8 + bit) * count;
      const to = first + value * count;
      for (let token = 0; token < count; token++) {
        tables[to + token] = (tables[from + token] as number) + 2 * (scaled[added + token] as number);
      }
    }
  }
  return { count, codeBytes, tables };
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

/**
 * For every row, the estimated cosine with every question token.
 * @returns `rows × count`, row-major, values about −1…1
 */
export function tokenSimilarities(question: QuestionTokens, codes: Uint8Array): Float32Array {
  const { count, codeBytes, tables } = question;
  const rows = codes.length / codeBytes;
  const similarities = new Float32Array(rows * count);
  const at = (row: number, byte: number) => (byte * 256 + (codes[row * codeBytes + byte] as number)) * count;
  let byte = 0;
  // Four bytes a turn, for all rows: the sums are read and written a quarter as often, and these bytes' tables stay in
  // the processor's nearest cache, which all of them together do not.
  for (; byte + 3 < codeBytes; byte += 4) {
    for (let row = 0; row < rows; row++) {
      const out = row * count;
      const a = at(row, byte);
      const b = at(row, byte + 1);
      const c = at(row, byte + 2);
      const d = at(row, byte + 3);
      for (let token = 0; token < count; token++) {
        similarities[out + token] =
          (similarities[out + token] as number) +
          (tables[a + token] as number) +
          (tables[b + token] as number) +
          (tables[c + token] as number) +
          (tables[d + token] as number);
      }
    }
  }
  for (; byte < codeBytes; byte++) {
    for (let row = 0; row < rows; row++) {
      const out = row * count;
      const a = at(row, byte);
      for (let token = 0; token < count; token++) {
        similarities[out + token] = (similarities[out + token] as number) + (tables[a + token] as number);
      }
    }
  }
  return similarities;
}
