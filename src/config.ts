import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { ExpectedError } from './errors.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** Where things are unless the environment or an option says otherwise; independent of the working folder. */
export const DEFAULT_FOLDERS = {
  seeds: join(packageFolder, 'seeds'),
  index: join(packageFolder, 'embeddings', 'index'),
  model: join(packageFolder, 'embeddings', 'model'),
} as const;

const path = z.string().optional();

/** Every variable that is read; `.env.example` explains each. */
export const environmentSchema = z.object({
  SEEDS_DIR: path,
  INDEX_DIR: path,
  MODEL_DIR: path,
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('warn'),
});

/** What the product is told from outside; paths are absolute. */
export interface Config {
  readonly seedsFolder: string;
  readonly indexFolder: string;
  readonly modelFolder: string;
  readonly logLevel: LogLevel;
}

/** Folders named on the command line; they come before the environment's. */
export interface FolderOptions {
  readonly seeds?: string | undefined;
  readonly index?: string | undefined;
}

/**
 * Reads the configuration; pure. An empty variable counts as missing.
 *
 * Seeds other than the project's own get an index folder of their own unless one is named, so that trying
 * another folder never replaces what is being served.
 * @throws ExpectedError `config`, with all problems at once and no values.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
  options: FolderOptions = {},
): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new ExpectedError(
      'config',
      `The configuration cannot be used: ${problems.join('; ')}; see .env.example.`,
    );
  }
  const { SEEDS_DIR, INDEX_DIR, MODEL_DIR, LOG_LEVEL } = parsed.data;
  const absolute = (folder: string | undefined) =>
    folder === undefined || folder === '' ? undefined : resolve(workingFolder, folder);
  const seedsFolder = absolute(options.seeds) ?? absolute(SEEDS_DIR) ?? DEFAULT_FOLDERS.seeds;
  return {
    seedsFolder,
    indexFolder: absolute(options.index) ?? absolute(INDEX_DIR) ?? indexFolderOf(seedsFolder),
    modelFolder: absolute(MODEL_DIR) ?? DEFAULT_FOLDERS.model,
    logLevel: LOG_LEVEL,
  };
}

function indexFolderOf(seedsFolder: string): string {
  if (seedsFolder === DEFAULT_FOLDERS.seeds) return DEFAULT_FOLDERS.index;
  const hash = createHash('sha256').update(seedsFolder).digest('hex').slice(0, 8);
  return join(DEFAULT_FOLDERS.index, `${basename(seedsFolder).replace(/[^\w.-]+/g, '_')}-${hash}`);
}
