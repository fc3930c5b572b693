// Compiles src/embedding/token-sums.wat: `node --import ./src/typescript.mjs tools/make-wasm.ts`. A test holds the outcome to the text.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';

/** The WebAssembly of a text in its text format. */
export async function compileWat(file: URL): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  const module = parseWat(fileURLToPath(file), await readFile(file, 'utf8'), { simd: true });
  return module.toBinary({}).buffer;
}

const TEXT = new URL('../src/embedding/token-sums.wat', import.meta.url);
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(new URL('./token-sums.wasm', TEXT), await compileWat(TEXT));
}
