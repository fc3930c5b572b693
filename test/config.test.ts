import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ANSWER_THRESHOLD } from '../src/answer/confidence.ts';
import { DEFAULT_FOLDERS, environmentSchema, readConfig } from '../src/config.ts';
import { ExpectedError } from '../src/errors.ts';

describe('readConfig', () => {
  it('uses the project’s own folders without any setting, wherever it is started', () => {
    expect(readConfig({}, '/anywhere')).toMatchObject({
      seedsFolder: DEFAULT_FOLDERS.seeds,
      indexFolder: DEFAULT_FOLDERS.index,
      modelFolder: DEFAULT_FOLDERS.model,
    });
  });

  it('takes an empty variable as missing', () => {
    expect(readConfig({ SEEDS_DIR: ' ', LOG_LEVEL: '' }, '/w')).toEqual(readConfig({}, '/w'));
  });

  it('resolves paths against the working folder, options before the environment', () => {
    const config = readConfig({ SEEDS_DIR: 'a', INDEX_DIR: 'i' }, '/w', { seeds: 'b' });
    expect(config).toMatchObject({ seedsFolder: '/w/b', indexFolder: '/w/i' });
  });

  it('gives other seeds an index of their own', () => {
    const folders = ['/x/seeds', '/y/seeds'].map((seeds) => readConfig({}, '/w', { seeds }).indexFolder);
    expect(new Set([...folders, DEFAULT_FOLDERS.index]).size).toBe(3);
    expect(folders.every((folder) => folder.startsWith(join(DEFAULT_FOLDERS.index, 'seeds-')))).toBe(true);
  });

  it.each([
    ['0.35', 0.35],
    ['0', 0],
    ['1', 1],
    ['', DEFAULT_ANSWER_THRESHOLD],
  ])('takes %s as the threshold of an answer', (ANSWER_THRESHOLD, answerThreshold) => {
    expect(readConfig({ ANSWER_THRESHOLD }, '/w')).toMatchObject({ answerThreshold });
  });

  it.each(['-0.1', '1.5', 'half', '50%'])('does not take %s as a threshold', (ANSWER_THRESHOLD) => {
    expect(() => readConfig({ ANSWER_THRESHOLD }, '/w')).toThrow(
      /ANSWER_THRESHOLD must be a number from 0 to 1/,
    );
  });

  it.each([
    [{}, null],
    [{ HTTP_HOST: '0.0.0.0' }, null],
    [{ HTTP_PORT: '9464' }, { host: '127.0.0.1', port: 9464 }],
    [
      { HTTP_PORT: '1', HTTP_HOST: '::1' },
      { host: '::1', port: 1 },
    ],
  ])('serves health and metrics where %o says', (environment, http) => {
    expect(readConfig({ DISCORD_TOKEN: 'x', ...environment }, '/w').discord?.http).toEqual(http);
  });

  it.each([
    [{ HTTP_PORT: '0' }, /HTTP_PORT must be at least 1/],
    [{ HTTP_PORT: '65536' }, /HTTP_PORT must be at most 65535/],
    [{ HTTP_PORT: 'http' }, /HTTP_PORT must be a whole number/],
    [{ HTTP_HOST: 'http://localhost' }, /HTTP_HOST must be an address/],
  ])('does not take %o', (environment, problem) => {
    expect(() => readConfig({ DISCORD_TOKEN: 'x', ...environment }, '/w')).toThrow(problem);
  });

  const shardingOf = (environment: Readonly<Record<string, string>>) =>
    readConfig({ DISCORD_TOKEN: 'x', ...environment }, '/w').discord?.sharding;

  it('runs the bot in one process with as many shards as Discord advises', () => {
    expect(shardingOf({})).toEqual({ processes: 1, count: null, shards: null });
  });

  it.each([
    ['0', [0]],
    ['0,1', [0, 1]],
    ['8,0-3,2', [0, 1, 2, 3, 8]],
  ])('takes %s as the shards of a machine', (DISCORD_SHARDS, shards) => {
    const environment = { DISCORD_SHARD_PROCESSES: '2', DISCORD_SHARD_COUNT: '9', DISCORD_SHARDS };
    expect(shardingOf(environment)).toEqual({ processes: 2, count: 9, shards });
  });

  it.each([
    [{ DISCORD_SHARDS: '0,1' }, /DISCORD_SHARDS must be below DISCORD_SHARD_COUNT/],
    [{ DISCORD_SHARDS: '0-3', DISCORD_SHARD_COUNT: '3' }, /DISCORD_SHARDS must be below DISCORD_SHARD_COUNT/],
    [{ DISCORD_SHARDS: '3-0', DISCORD_SHARD_COUNT: '4' }, /DISCORD_SHARDS must begin each range/],
    [{ DISCORD_SHARDS: 'all', DISCORD_SHARD_COUNT: '4' }, /DISCORD_SHARDS must be numbers and ranges/],
    [{ DISCORD_SHARD_COUNT: '0' }, /DISCORD_SHARD_COUNT must be at least 1/],
    [{ DISCORD_SHARD_PROCESSES: '0' }, /DISCORD_SHARD_PROCESSES must be at least 1/],
  ])('does not take %j', (environment, says) => {
    expect(() => shardingOf(environment)).toThrow(says);
  });

  it('takes a database where one is named, with a schema of their own for seeds tried on the command line', () => {
    const DATABASE_URL = 'postgres://user:secret@host/name';
    const schemaOf = (environment: object, options = {}) =>
      readConfig({ DATABASE_URL, ...environment }, '/w', options).database?.schema;
    expect(readConfig({}, '/w').database).toBeNull();
    expect(readConfig({ DATABASE_URL }, '/w').database).toEqual({
      url: DATABASE_URL,
      readUrl: null,
      schema: 'dateline',
      poolSize: 4,
    });
    expect(schemaOf({ SEEDS_DIR: 'a' })).toBe('dateline');
    expect(schemaOf({}, { seeds: 'a' })).toMatch(/^dateline_[0-9a-f]{8}$/);
    expect(schemaOf({}, { seeds: 'a' })).not.toBe(schemaOf({}, { seeds: 'b' }));
    expect(schemaOf({}, { seeds: 'a', index: 'i' })).toBe('dateline');
    expect(schemaOf({ SEEDS_DIR: 'a' }, { seeds: '/w/a' })).toBe('dateline');
    expect(schemaOf({ DATABASE_SCHEMA: 'news' }, { seeds: 'a' })).toBe('news');
  });

  it.each([
    [{ DATABASE_URL: 'mysql://user:secret@host/name' }, /DATABASE_URL must be an address/],
    [
      { DATABASE_URL: 'postgres://user:secret@host/name', DATABASE_SCHEMA: 'a"; DROP' },
      /DATABASE_SCHEMA must be/,
    ],
  ])('refuses a database that is none, and shows no password', (environment, told) => {
    expect(() => readConfig(environment, '/w')).toThrow(told);
    expect(() => readConfig(environment, '/w')).not.toThrow(/secret/);
  });

  it('names what is wrong', () => {
    expect(() => readConfig({ LOG_LEVEL: 'loud' }, '/w')).toThrow(ExpectedError);
    expect(() => readConfig({ LOG_LEVEL: 'loud' }, '/w')).toThrow(/LOG_LEVEL must be one of debug, info/);
  });
});

describe('.env.example', () => {
  it('explains every variable that is read, and no other', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const named = Array.from(example.matchAll(/^([A-Z_]+)=/gm), (match) => match[1]);
    expect(named.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });
});
