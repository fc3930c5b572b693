import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ExpectedError } from '../errors.ts';
import { sha256OfFile } from '../sha256-of-file.ts';

const modelFacts = z.object({
  name: z.string().min(1),
  dimensions: z.int().positive().multipleOf(8),
  /** With `[CLS]` and `[SEP]`. */
  maxTokens: z.int().min(3),
  pooling: z.literal('mean'),
  normalize: z.literal(true),
});

const WEIGHTS = 'onnx/model_quantized.onnx';
const LOADED_FILES = [
  'config.json',
  'model.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'mean_token_state.f32',
  WEIGHTS,
] as const;

/** A model folder whose every loaded file agrees with its checksum. */
export interface ModelFolder {
  readonly name: string;
  readonly dimensions: number;
  readonly maxTokens: number;
  /** The name and the first 12 hex digits of a sha256 over all checksums: another model, another id. */
  readonly modelId: string;
  readonly weightsPath: string;
  /** Parsed each time it is asked for: whoever only wants to know the model does without. */
  readonly tokenizer: unknown;
  readonly tokenizerConfig: unknown;
  readonly meanState: Float32Array;
}

/**
 * Reads a model folder and verifies each file that is loaded against `SHA256SUMS` beside it.
 * @throws ExpectedError `model-missing`, `model-checksum` or `model-unusable`.
 */
export async function readModelFolder(folder: string): Promise<ModelFolder> {
  const sums = await readChecksums(folder);
  const contents = new Map<string, Buffer>();
  for (const file of LOADED_FILES) {
    // The runtime reads the weights itself: 23 MB that need not be held.
    if (file === WEIGHTS) checkSum(folder, file, sums, await streamedSum(folder, file));
    else contents.set(file, await readVerified(folder, file, sums));
  }
  const read = (file: (typeof LOADED_FILES)[number]) => contents.get(file) as Buffer;

  const facts = modelFacts.safeParse(parseJson(read('model.json'), folder, 'model.json'));
  if (!facts.success) {
    throw new ExpectedError(
      'model-unusable',
      `${join(folder, 'model.json')}: ${z.prettifyError(facts.error)}`,
    );
  }
  const { name, dimensions, maxTokens } = facts.data;
  return {
    name,
    dimensions,
    maxTokens,
    modelId: `${name}@${fingerprint(sums)}`,
    weightsPath: join(folder, WEIGHTS),
    get tokenizer() {
      return parseJson(read('tokenizer.json'), folder, 'tokenizer.json');
    },
    get tokenizerConfig() {
      return parseJson(read('tokenizer_config.json'), folder, 'tokenizer_config.json');
    },
    meanState: readMeanState(read('mean_token_state.f32'), dimensions, folder),
  };
}

async function readChecksums(folder: string): Promise<ReadonlyMap<string, string>> {
  const text = (await readModelFile(folder, 'SHA256SUMS')).toString('utf8');
  const sums = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^([0-9a-f]{64}) [ *](.+)$/.exec(line.trim());
    if (match?.[1] !== undefined && match[2] !== undefined) sums.set(match[2], match[1]);
  }
  return sums;
}

async function readVerified(
  folder: string,
  file: string,
  sums: ReadonlyMap<string, string>,
): Promise<Buffer> {
  const content = await readModelFile(folder, file);
  checkSum(folder, file, sums, createHash('sha256').update(content).digest('hex'));
  return content;
}

async function streamedSum(folder: string, file: string): Promise<string> {
  try {
    return await sha256OfFile(join(folder, file));
  } catch (cause) {
    throw missing(folder, file, cause);
  }
}

function checkSum(folder: string, file: string, sums: ReadonlyMap<string, string>, actual: string): void {
  const expected = sums.get(file);
  if (actual !== expected) {
    throw new ExpectedError(
      'model-checksum',
      `The model file ${join(folder, file)} is not the one that was pinned (its sha256 ${
        expected === undefined ? 'is not listed' : 'differs'
      }); restore it with: git checkout -- embeddings/model, or point MODEL_DIR to a whole model folder.`,
      { facts: { file, expected: expected ?? null, actual } },
    );
  }
}

async function readModelFile(folder: string, file: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, file));
  } catch (cause) {
    throw missing(folder, file, cause);
  }
}

function missing(folder: string, file: string, cause: unknown): ExpectedError {
  return new ExpectedError(
    'model-missing',
    `The model file ${join(folder, file)} cannot be read; restore it with: git checkout -- embeddings/model, or point MODEL_DIR to a whole model folder.`,
    { cause, facts: { file } },
  );
}

function parseJson(content: Buffer, folder: string, file: string): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch (cause) {
    throw new ExpectedError('model-unusable', `${join(folder, file)} is not JSON.`, { cause });
  }
}

function readMeanState(content: Buffer, dimensions: number, folder: string): Float32Array {
  if (content.length !== dimensions * 4) {
    throw new ExpectedError(
      'model-unusable',
      `${join(folder, 'mean_token_state.f32')} holds ${content.length} bytes, not ${dimensions} little-endian float32 values.`,
    );
  }
  return Float32Array.from({ length: dimensions }, (_, i) => content.readFloatLE(i * 4));
}

function fingerprint(sums: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256');
  for (const file of LOADED_FILES) hash.update(`${sums.get(file)}  ${file}\n`);
  return hash.digest('hex').slice(0, 12);
}
