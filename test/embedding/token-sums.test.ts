import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { compileWat } from '../../tools/make-wasm.ts';

it('the compiled sums are what their text says', async () => {
  const text = new URL('../../src/embedding/token-sums.wat', import.meta.url);
  const compiled = await readFile(new URL('./token-sums.wasm', text));
  expect(Buffer.from(await compileWat(text)).equals(compiled)).toBe(true);
});
