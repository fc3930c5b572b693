import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FOLDERS } from '../../src/config.ts';
import { readModelFolder } from '../../src/embedding/model-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const LOADED_FILES = [
  'config.json',
  'model.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'mean_token_state.f32',
  'onnx/model_quantized.onnx',
];

async function copiedModel(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(DEFAULT_FOLDERS.model, folder, { recursive: true });
  return folder;
}

async function flipMiddleByte(path: string): Promise<void> {
  const content = await readFile(path);
  const middle = content.length >> 1;
  content[middle] = (content[middle] as number) ^ 1;
  await writeFile(path, content);
}

describe('a model folder', () => {
  it('is read wherever it lies, with the same id', async () => {
    const original = await readModelFolder(DEFAULT_FOLDERS.model);
    const copy = await copiedModel();
    expect(await readModelFolder(copy)).toEqual({
      ...original,
      weightsPath: join(copy, 'onnx/model_quantized.onnx'),
    });
  });

  it('lists the checksums of exactly the files that are loaded', async () => {
    const sums = await readFile(join(DEFAULT_FOLDERS.model, 'SHA256SUMS'), 'utf8');
    const listed = sums.trimEnd().split('\n');
    expect(listed.map((line) => line.slice(66)).sort()).toEqual([...LOADED_FILES].sort());
    for (const line of listed) expect(line).toMatch(/^[0-9a-f]{64} {2}\S+$/);
  });

  describe.each(LOADED_FILES)('with another %s', (file) => {
    it('is refused when one bit differs', async () => {
      const folder = await copiedModel();
      await flipMiddleByte(join(folder, file));
      await expect(readModelFolder(folder)).rejects.toMatchObject({
        name: 'ExpectedError',
        code: 'model-checksum',
        facts: { file },
      });
    });

    it('is refused when the file is missing', async () => {
      const folder = await copiedModel();
      await rm(join(folder, file));
      await expect(readModelFolder(folder)).rejects.toMatchObject({
        name: 'ExpectedError',
        code: 'model-missing',
        facts: { file },
      });
    });

    it('is refused when its checksum is not listed', async () => {
      const folder = await copiedModel();
      const path = join(folder, 'SHA256SUMS');
      const lines = (await readFile(path, 'utf8')).split('\n');
      await writeFile(path, lines.filter((line) => !line.endsWith(`  ${file}`)).join('\n'));
      await expect(readModelFolder(folder)).rejects.toMatchObject({
        name: 'ExpectedError',
        code: 'model-checksum',
        facts: { file, expected: null },
      });
    });
  });

  it('is refused without its list of checksums, and when there is no folder', async () => {
    const folder = await copiedModel();
    await rm(join(folder, 'SHA256SUMS'));
    const missing = { name: 'ExpectedError', code: 'model-missing', facts: { file: 'SHA256SUMS' } };
    await expect(readModelFolder(folder)).rejects.toMatchObject(missing);
    await expect(readModelFolder(join(folder, 'nowhere'))).rejects.toMatchObject(missing);
  });
});
