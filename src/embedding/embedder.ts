// Pure: the port between text and vectors; the one adapter is transformers-embedder.ts.

/** What one forward pass yields. */
export interface Encoding {
  /** Mean-pooled, L2-normalised: `dimensions` finite values, norm 1 within 1e-3. */
  readonly vector: Float32Array;
  /**
   * The last hidden states, row-major: `(pieces + 2) × dimensions`; row 0 is `[CLS]`, row i + 1 the i-th
   * piece, the last `[SEP]`.
   */
  readonly states: Float32Array;
}

/** Turns word pieces into vectors. */
export interface Encoder {
  /**
   * Embeds one text, given by its pieces; an empty list is allowed.
   * @throws RangeError when there are more than `maxPieces` pieces: nothing is cut in silence.
   */
  encode(pieces: readonly number[]): Promise<Encoding>;
  /** Waits for the pass in hand. */
  close(): Promise<void>;
}

/** A sentence encoder with its tokenizer. */
export interface Embedder extends Encoder {
  /** Changes whenever the same text would get another vector: name and the weights' checksum. */
  readonly modelId: string;
  readonly dimensions: number;
  /** The most word pieces that one pass takes, without `[CLS]` and `[SEP]`. */
  readonly maxPieces: number;
  /** Mean token state of the model on news text, `dimensions` values: the origin of the one-bit codes. */
  readonly meanState: Float32Array;
  /**
   * Word pieces of a text, without special tokens. Tokenising the sentences of a passage one by one and
   * joining the pieces equals tokenising the passage: BERT's tokenizer never looks across a space.
   */
  tokenize(text: string): readonly number[];
}
