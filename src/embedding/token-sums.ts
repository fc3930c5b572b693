import { readFileSync } from 'node:fs';
import type { QuestionTokens } from './token-codes.ts';

const FLOAT_BYTES = 4;
/** Floats of one SIMD register. */
const LANES = 4;
/** Values of a half byte, each with a row of a table. */
const VALUES = 16;
const PAGE_BYTES = 65_536;

/** What is used of WebAssembly: its types come with those of browsers only. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
}

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** The functions of token-sums.wat; every argument but counts is an address or a length in bytes. */
interface TokenSumsExports {
  readonly memory: Memory;
  fillTables(scaled: number, tables: number, codeBytes: number, stride: number): void;
  addUp(tables: number, codes: number, rows: number, codeBytes: number, stride: number, sums: number): void;
  largest(sums: number, rows: number, stride: number, most: number): void;
}

/** Rows of some codes, half-open. */
export interface RowSpan {
  readonly start: number;
  readonly end: number;
}

/** What each token of a question has in common with rows of codes. */
export interface TokenSums {
  /** @returns `rows × count`, row-major */
  ofRows(question: QuestionTokens, codes: Uint8Array): Float32Array;
  /** @returns for each span and each token the largest of the span's rows, 0 where it has none */
  largestOf(question: QuestionTokens, codes: Uint8Array, spans: readonly RowSpan[]): readonly Float32Array[];
}

/**
 * Adds up what each token of a question has in common with each row of some codes: for every half byte of a code a
 * table says what each of its values adds, so that four dimensions are looked up at once, for four tokens together. In
 * WebAssembly, since four tokens at a time take a quarter of the time of one, and JavaScript knows no such
 * instructions.
 *
 * Its memory holds the tables of the question that was compared last: a question's passages come one after the other.
 */
export function createTokenSums(): TokenSums {
  const { Module, Instance } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyApi })
    .WebAssembly;
  const compiled = new Module(readFileSync(new URL('./token-sums.wasm', import.meta.url)));
  const { memory, fillTables, addUp, largest } = new Instance(compiled).exports as TokenSumsExports;
  let tablesOf: QuestionTokens | null = null;

  /** Where the sums lie in the memory, one row of `width` floats behind the other, and behind them a free row. */
  function addUpRows(question: QuestionTokens, codes: Uint8Array) {
    const { count, codeBytes, scaled } = question;
    const rows = codes.length / codeBytes;
    const width = Math.ceil(count / LANES) * LANES;
    const stride = width * FLOAT_BYTES;
    const tables = codeBytes * 8 * stride;
    const sums = tables + codeBytes * 2 * VALUES * stride;
    const free = sums + rows * stride;
    const codesAt = free + stride;
    reserve(memory, codesAt + codes.length);
    if (tablesOf !== question) {
      writeRows(new Float32Array(memory.buffer, 0, codeBytes * 8 * width), scaled, { count, width });
      fillTables(0, tables, codeBytes, stride);
      tablesOf = question;
    }
    new Uint8Array(memory.buffer, codesAt, codes.length).set(codes);
    addUp(tables, codesAt, rows, codeBytes, stride, sums);
    return { rows, width, stride, sums, free };
  }

  return {
    ofRows(question, codes) {
      const { count, codeBytes } = question;
      const similarities = new Float32Array((codes.length / codeBytes) * count);
      if (similarities.length === 0) return similarities;
      const { rows, width, sums } = addUpRows(question, codes);
      const summed = new Float32Array(memory.buffer, sums, rows * width);
      for (let row = 0, at = 0; row < rows; row++) {
        for (let token = 0; token < count; token++)
          similarities[at++] = summed[row * width + token] as number;
      }
      return similarities;
    },

    largestOf(question, codes, spans) {
      const { count } = question;
      if (codes.length === 0 || count === 0) return spans.map(() => new Float32Array(count));
      const { rows, stride, sums, free } = addUpRows(question, codes);
      const most = new Float32Array(memory.buffer, free, count);
      return spans.map(({ start, end }) => {
        const spanned = Math.min(end, rows) - start;
        if (spanned <= 0) return new Float32Array(count);
        largest(sums + start * stride, spanned, stride, free);
        return most.slice();
      });
    },
  };
}

function reserve(memory: Memory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
}

/** Copies rows of `count` values into rows of `width`, filled up with zeros. */
function writeRows(
  to: Float32Array,
  from: Float32Array,
  { count, width }: { readonly count: number; readonly width: number },
): void {
  to.fill(0);
  for (let row = 0; row * width < to.length; row++) {
    for (let token = 0; token < count; token++) {
      to[row * width + token] = from[row * count + token] as number;
    }
  }
}
