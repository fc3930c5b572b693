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

/** A host as in a web address, with or without a port. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

const path = z.string().optional();

/** Every variable that is read; `.env.example` explains each. */
export const environmentSchema = z.object({
  SEEDS_DIR: path,
  INDEX_DIR: path,
  MODEL_DIR: path,
  FETCH_ALLOW_HOSTS: z
    .string()
    .default('')
    .transform((list) => list.split(/[\s,]+/).filter((host) => host !== ''))
    .refine((hosts) => hosts.every((host) => HOST.test(host)), {
      error: 'must be hosts separated by commas, as intranet.example,127.0.0.1:8080',
    }),
  FETCH_CONTACT: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be a web or mail address without spaces')
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('warn'),
});

/** What the product is told from outside; paths are absolute. */
export interface Config {
  readonly seedsFolder: string;
  readonly indexFolder: string;
  readonly modelFolder: string;
  /** Hosts that may be fetched from although they are not on the public internet. */
  readonly allowedHosts: readonly string[];
  /** Told to the sites that are fetched from; `null` where there is none. */
  readonly fetchContact: string | null;
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
  const { SEEDS_DIR, INDEX_DIR, MODEL_DIR, FETCH_ALLOW_HOSTS, FETCH_CONTACT, LOG_LEVEL } = parsed.data;
  const absolute = (folder: string | undefined) =>
    folder === undefined || folder === '' ? undefined : resolve(workingFolder, folder);
  const seedsFolder = absolute(options.seeds) ?? absolute(SEEDS_DIR) ?? DEFAULT_FOLDERS.seeds;
  return {
    seedsFolder,
    indexFolder: absolute(options.index) ?? absolute(INDEX_DIR) ?? indexFolderOf(seedsFolder),
    modelFolder: absolute(MODEL_DIR) ?? DEFAULT_FOLDERS.model,
    allowedHosts: FETCH_ALLOW_HOSTS,
    fetchContact: FETCH_CONTACT ?? null,
    logLevel: LOG_LEVEL,
  };
}

function indexFolderOf(seedsFolder: string): string {
  if (seedsFolder === DEFAULT_FOLDERS.seeds) return DEFAULT_FOLDERS.index;
  const hash = createHash('sha256').update(seedsFolder).digest('hex').slice(0, 8);
  return join(DEFAULT_FOLDERS.index, `${basename(seedsFolder).replace(/[^\w.-]+/g, '_')}-${hash}`);
}
