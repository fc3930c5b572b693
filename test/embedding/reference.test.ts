import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import type { Embedder } from '../../src/embedding/embedder.ts';
import { dot } from '../../src/embedding/pooling.ts';
import { createTransformersEmbedder } from '../../src/embedding/transformers-embedder.ts';

const DIMENSIONS = 384;
const folder = new URL('./reference/', import.meta.url);

let embedder: Embedder;
let sentences: string[];
/** What the unchanged float32 model says; written by `tools/make_model.py`. */
let reference: Float32Array[];
let vectors: Float32Array[];

beforeAll(async () => {
  embedder = await createTransformersEmbedder({ modelFolder: DEFAULT_FOLDERS.model });
  sentences = JSON.parse(await readFile(new URL('sentences.json', folder), 'utf8'));
  const bytes = await readFile(new URL('vectors.f32', folder));
  expect(bytes.length).toBe(sentences.length * DIMENSIONS * 4);
  reference = sentences.map((_, row) =>
    Float32Array.from({ length: DIMENSIONS }, (_, i) => bytes.readFloatLE((row * DIMENSIONS + i) * 4)),
  );
  vectors = [];
  for (const text of sentences) vectors.push((await embedder.encode(embedder.tokenize(text))).vector);
});

afterAll(() => embedder?.close());

describe('the model in embeddings/model', () => {
  it('has the dimensions and the length it was trained for', () => {
    expect(embedder.dimensions).toBe(DIMENSIONS);
    expect(embedder.maxPieces).toBe(254);
    expect(embedder.modelId).toMatch(/^all-MiniLM-L6-v2-int8@[0-9a-f]{12}$/);
    expect(embedder.meanState).toHaveLength(DIMENSIONS);
    expect(Math.hypot(...embedder.meanState)).toBeGreaterThan(0.1);
  });

  it('yields vectors of norm 1', () => {
    for (const vector of vectors) expect(Math.abs(Math.hypot(...vector) - 1)).toBeLessThan(1e-3);
  });

  it('agrees with the float32 model in spite of its int8 weights', () => {
    const cosines = vectors.map((vector, i) => dot(vector, reference[i] as Float32Array));
    const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length;
    expect(mean).toBeGreaterThanOrEqual(0.99);
    // Least for Japanese, whose voiced kana the library's tokenizer, unlike the original, does not know.
    const isJapanese = (i: number) => /\p{Script=Hiragana}/u.test(sentences[i] as string);
    expect(Math.min(...cosines.filter((_, i) => !isJapanese(i)))).toBeGreaterThanOrEqual(0.97);
    expect(Math.min(...cosines.filter((_, i) => isJapanese(i)))).toBeGreaterThanOrEqual(0.95);
  });

  it('yields the same vector for the same text, whatever came between', async () => {
    const again = await embedder.encode(embedder.tokenize(sentences[0] as string));
    expect(again.vector).toEqual(vectors[0]);
  });

  it('embeds an empty list of pieces', async () => {
    const { vector, states } = await embedder.encode([]);
    expect(states).toHaveLength(2 * DIMENSIONS);
    expect(Math.abs(Math.hypot(...vector) - 1)).toBeLessThan(1e-3);
  });

  it('takes as many pieces as it says, and refuses one more', async () => {
    const pieces = new Array<number>(embedder.maxPieces).fill(embedder.tokenize('news')[0] as number);
    const { states } = await embedder.encode(pieces);
    expect(states).toHaveLength((embedder.maxPieces + 2) * DIMENSIONS);
    await expect(embedder.encode([...pieces, pieces[0] as number])).rejects.toThrow(RangeError);
  });

  it('tokenises sentence by sentence as it tokenises the whole', () => {
    const anyText = fc.oneof(fc.constantFrom(...sentences), fc.string({ unit: 'grapheme', maxLength: 60 }));
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 6 }), fc.constantFrom(' ', '\n', '\n\n'), (parts, space) => {
        expect(parts.flatMap((part) => embedder.tokenize(part))).toEqual(
          embedder.tokenize(parts.join(space)),
        );
      }),
    );
  });
});
