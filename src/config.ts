import { createHash } from 'node:crypto';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { DEFAULT_ANSWER_THRESHOLD } from './answer/confidence.ts';
import { ExpectedError } from './errors.ts';
import type { DatabaseSettings } from './library/postgres/database.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';
import type { HttpAddress } from './monitoring/serve-monitoring.ts';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** Where things are unless the environment or an option says otherwise; independent of the working folder. */
export const DEFAULT_FOLDERS = {
  seeds: join(packageFolder, 'seeds'),
  index: join(packageFolder, 'embeddings', 'index'),
  model: join(packageFolder, 'embeddings', 'model'),
} as const;

/** Schema of the database's tables unless told otherwise. */
const DEFAULT_SCHEMA = 'dateline';

/** A host as in a web address, with or without a port. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

const path = z.string().optional();

const databaseAddress = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must be an address such as postgres://user:password@host/database')
  .optional();

/** A whole number of at least 1, as text. */
const wholeNumber = z.coerce
  .number({ error: 'must be a whole number' })
  .int({ error: 'must be a whole number' })
  .min(1, { error: 'must be at least 1' });

const count = (whenMissing: number) => wholeNumber.default(whenMissing);

/** Numbers and ranges, as `0,1` or `0-3,8`: in order, each once. */
const shardList = z
  .string()
  .regex(/^\d{1,4}(?:-\d{1,4})?(?:,\d{1,4}(?:-\d{1,4})?)*$/, {
    error: 'must be numbers and ranges without spaces, as 0,1 or 0-3',
    abort: true,
  })
  .transform((list) => list.split(',').map((range) => range.split('-').map(Number)))
  .refine((ranges) => ranges.every(([from = 0, to = from]) => from <= to), {
    error: 'must begin each range with its lower number',
  })
  .transform((ranges) => {
    const numbers = ranges.flatMap(([from = 0, to = from]) =>
      Array.from({ length: to - from + 1 }, (_, n) => from + n),
    );
    return [...new Set(numbers)].sort((a, b) => a - b);
  });

/** Every variable that is read; `.env.example` explains each. */
export const environmentSchema = z.object({
  SEEDS_DIR: path,
  INDEX_DIR: path,
  MODEL_DIR: path,
  DATABASE_URL: databaseAddress,
  DATABASE_READ_URL: databaseAddress,
  DATABASE_SCHEMA: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'must be a plain name: lower-case letters, digits and _')
    .optional(),
  // A question asks two things at a time.
  DATABASE_POOL_SIZE: count(4),
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
  ANSWER_THRESHOLD: z
    .string()
    .transform(Number)
    .refine((value) => value >= 0 && value <= 1, { error: 'must be a number from 0 to 1' })
    .default(DEFAULT_ANSWER_THRESHOLD),
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://discord.com/api' })
    .default('https://discord.com/api'),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, { error: 'must be the number of a server, 17 to 20 digits' })
    .optional(),
  DISCORD_SHARD_PROCESSES: count(1),
  DISCORD_SHARD_COUNT: wholeNumber.optional(),
  DISCORD_SHARDS: shardList.optional(),
  HTTP_PORT: wholeNumber.max(65_535, { error: 'must be at most 65535' }).optional(),
  // Whoever reaches it is asked for no password.
  HTTP_HOST: z
    .string()
    .regex(/^[\w.:-]+$/, { error: 'must be an address or a name of this machine, as 127.0.0.1 or 0.0.0.0' })
    .default('127.0.0.1'),
  QUESTIONS_KEEP_DAYS: count(30),
  STALE_AFTER_DAYS: count(30),
  // A person reads an answer in seconds; above this, a program asks.
  USER_REQUESTS_PER_MINUTE: count(30),
  // Two cores answer some 10,000 a minute: no single server takes most of that.
  GUILD_REQUESTS_PER_MINUTE: count(3_000),
});

/** What variables say about each other. */
const checkedEnvironment = environmentSchema.refine(
  ({ DISCORD_SHARDS: shards = [], DISCORD_SHARD_COUNT: all = 0 }) => shards.every((shard) => shard < all),
  {
    // Only where each is right by itself.
    when: ({ issues }) => issues.length === 0,
    path: ['DISCORD_SHARDS'],
    error: 'must be below DISCORD_SHARD_COUNT, the number of shards of all machines together',
  },
);

/** How Discord's servers are divided among processes. */
export interface Sharding {
  /** Processes on this machine, at least 1. */
  readonly processes: number;
  /** Shards of the whole bot, on all machines; `null`: as many as Discord advises. */
  readonly count: number | null;
  /** Those of this machine, in order, each below `count`; `null`: all. */
  readonly shards: readonly number[] | null;
}

/** What the bot is told from outside. */
export interface DiscordConfig {
  readonly token: string;
  /** Base of the API, without version. */
  readonly apiUrl: string;
  /** Commands are written for this server alone, where they appear at once; `null`: for all. */
  readonly guildId: string | null;
  readonly sharding: Sharding;
  /** Where health and metrics are served; `null`: nowhere. */
  readonly http: HttpAddress | null;
  readonly questionsKeepDays: number;
  /** From this age of the newest article on, replies warn. */
  readonly staleAfterDays: number;
  readonly userRequestsPerMinute: number;
  readonly guildRequestsPerMinute: number;
}

/** What the product is told from outside; paths are absolute. */
export interface Config {
  readonly seedsFolder: string;
  readonly indexFolder: string;
  readonly modelFolder: string;
  /** The PostgreSQL database with the index; `null` where it is in the index folder. */
  readonly database: DatabaseSettings | null;
  /** Hosts that may be fetched from although they are not on the public internet. */
  readonly allowedHosts: readonly string[];
  /** Told to the sites that are fetched from; `null` where there is none. */
  readonly fetchContact: string | null;
  readonly logLevel: LogLevel;
  /** From this confidence (0…1) on a quote is given as an answer. */
  readonly answerThreshold: number;
  /** `null` without a token: then the terminal is the front. */
  readonly discord: DiscordConfig | null;
}

/** Folders named on the command line; they come before the environment's. */
export interface FolderOptions {
  readonly seeds?: string | undefined;
  readonly index?: string | undefined;
}

/**
 * Reads the configuration; pure. An empty variable counts as missing.
 *
 * Seeds other than the project's own get an index folder of their own unless one is named, and seeds named on the
 * command line a schema of their own, so that trying another folder never replaces what is being served.
 * @throws ExpectedError `config`, with all problems at once and no values.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
  options: FolderOptions = {},
): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = checkedEnvironment.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new ExpectedError(
      'config',
      `The configuration cannot be used: ${problems.join('; ')}; see .env.example.`,
    );
  }
  const { SEEDS_DIR, INDEX_DIR, MODEL_DIR, FETCH_ALLOW_HOSTS, FETCH_CONTACT, LOG_LEVEL, ANSWER_THRESHOLD } =
    parsed.data;
  const absolute = (folder: string | undefined) =>
    folder === undefined || folder === '' ? undefined : resolve(workingFolder, folder);
  const usualSeeds = absolute(SEEDS_DIR) ?? DEFAULT_FOLDERS.seeds;
  const seedsFolder = absolute(options.seeds) ?? usualSeeds;
  const namedIndex = absolute(options.index) ?? absolute(INDEX_DIR);
  return {
    seedsFolder,
    indexFolder: namedIndex ?? indexFolderOf(seedsFolder),
    modelFolder: absolute(MODEL_DIR) ?? DEFAULT_FOLDERS.model,
    database: databaseOf(parsed.data, namedIndex || seedsFolder === usualSeeds ? null : seedsFolder),
    allowedHosts: FETCH_ALLOW_HOSTS,
    fetchContact: FETCH_CONTACT ?? null,
    logLevel: LOG_LEVEL,
    answerThreshold: ANSWER_THRESHOLD,
    discord: discordConfigOf(parsed.data),
  };
}

/** @param tried seeds named on the command line with no index beside them; `null` for none */
function databaseOf(
  environment: z.infer<typeof environmentSchema>,
  tried: string | null,
): DatabaseSettings | null {
  const { DATABASE_URL, DATABASE_READ_URL, DATABASE_SCHEMA, DATABASE_POOL_SIZE } = environment;
  if (DATABASE_URL === undefined) return null;
  const schema = DATABASE_SCHEMA ?? (tried ? `${DEFAULT_SCHEMA}_${hashOf(tried)}` : DEFAULT_SCHEMA);
  return {
    url: DATABASE_URL.trim(),
    readUrl: DATABASE_READ_URL?.trim() ?? null,
    schema,
    poolSize: DATABASE_POOL_SIZE,
  };
}

function discordConfigOf(environment: z.infer<typeof environmentSchema>): DiscordConfig | null {
  const token = environment.DISCORD_TOKEN?.trim();
  if (token === undefined) return null;
  return {
    token,
    apiUrl: environment.DISCORD_API_URL.replace(/\/+$/, ''),
    guildId: environment.DISCORD_GUILD_ID ?? null,
    sharding: {
      processes: environment.DISCORD_SHARD_PROCESSES,
      count: environment.DISCORD_SHARD_COUNT ?? null,
      shards: environment.DISCORD_SHARDS ?? null,
    },
    http:
      environment.HTTP_PORT === undefined
        ? null
        : { host: environment.HTTP_HOST, port: environment.HTTP_PORT },
    questionsKeepDays: environment.QUESTIONS_KEEP_DAYS,
    staleAfterDays: environment.STALE_AFTER_DAYS,
    userRequestsPerMinute: environment.USER_REQUESTS_PER_MINUTE,
    guildRequestsPerMinute: environment.GUILD_REQUESTS_PER_MINUTE,
  };
}

function indexFolderOf(seedsFolder: string): string {
  if (seedsFolder === DEFAULT_FOLDERS.seeds) return DEFAULT_FOLDERS.index;
  return join(
    DEFAULT_FOLDERS.index,
    `${basename(seedsFolder).replace(/[^\w.-]+/g, '_')}-${hashOf(seedsFolder)}`,
  );
}

function hashOf(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 8);
}
