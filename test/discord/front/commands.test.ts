import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commands } from '../../../commands/index.ts';
import { frontCommands } from '../../../src/discord/commands/front-commands.ts';
import { commandJson } from '../../../src/discord/registration/command-json.ts';
import { isSameCommands } from '../../../src/discord/registration/same-commands.ts';
import { commandProblems } from '../server/limits/command-limits.ts';

const all = [...frontCommands(commands).values()];
const jsons = all.map(({ json }) => json);

describe('the commands on Discord', () => {
  it('keep every limit of Discord’s', () => {
    for (const json of jsons) expect(commandProblems(JSON.parse(JSON.stringify(json)))).toEqual([]);
  });

  it('are those of the terminal and those that only Discord has', () => {
    expect(jsons.map(({ name }) => name).sort()).toEqual(
      [...commands.map(({ name }) => name), 'Find sources', 'forget-me', 'gaps', 'settings'].sort(),
    );
  });

  it('have the options that people know, the required ones first', () => {
    const optionsOf = (name: string) => {
      const json = jsons.find((one) => one.name === name);
      return json && 'options' in json ? json.options?.map((option) => option.name) : undefined;
    };
    expect(optionsOf('ask')).toEqual(['question', 'article', 'since', 'private']);
    expect(optionsOf('summary')).toEqual(['article', 'about', 'sentences', 'private']);
    expect(optionsOf('sources')).toEqual(['query']);
    expect(optionsOf('reindex')).toEqual([]);
  });

  it('are hidden from members where they are for moderators, and work in servers only', () => {
    for (const { json, allowed } of all) {
      const isForAll = allowed === 'everybody';
      expect(json.default_member_permissions, json.name).toBe(isForAll ? null : '32');
      expect(json.contexts, json.name).toEqual(isForAll ? [0, 1, 2] : [0]);
      expect(json.integration_types, json.name).toEqual(isForAll ? [0, 1] : [0]);
    }
    const forModerators = all.filter(({ allowed }) => allowed !== 'everybody').map(({ json }) => json.name);
    expect(forModerators.sort()).toEqual(['add', 'gaps', 'reindex', 'remove', 'rollback', 'settings']);
  });
});

describe('a command’s options on Discord', () => {
  const json = commandJson(
    {
      name: 'try',
      description: 'Tries',
      moderatorsOnly: false,
      options: z.object({
        loud: z.boolean().optional().meta({ description: 'whether it is loud' }),
        size: z.enum(['small', 'large']).optional(),
        times: z.coerce.number().int().min(2).max(9).default(3),
        any: z.coerce.number().int().optional(),
        title: z.string().min(1).max(80).meta({ description: 'a title', completes: 'articles' }),
        hidden: z.string().optional().meta({ front: 'terminal' }),
      }),
    },
    { takesPrivate: true },
  );

  it('say what their fields say', () => {
    expect(json.options).toEqual([
      {
        type: 3,
        name: 'title',
        description: 'a title',
        required: true,
        min_length: 1,
        max_length: 80,
        autocomplete: true,
      },
      { type: 5, name: 'loud', description: 'whether it is loud', required: false },
      {
        type: 3,
        name: 'size',
        description: 'size',
        required: false,
        choices: [
          { name: 'small', value: 'small' },
          { name: 'large', value: 'large' },
        ],
      },
      { type: 4, name: 'times', description: 'times', required: false, min_value: 2, max_value: 9 },
      { type: 4, name: 'any', description: 'any', required: false },
      { type: 5, name: 'private', description: 'show the reply to you alone', required: false },
    ]);
  });
});

describe('comparing commands', () => {
  /** As Discord gives them back: with ids, defaults filled in, and what is not set left out or null. */
  const kept = jsons
    .map((json, at) => ({
      id: String(100 + at),
      application_id: '1',
      version: String(200 + at),
      description: '',
      name_localizations: null,
      description_localizations: null,
      nsfw: false,
      dm_permission: true,
      ...JSON.parse(JSON.stringify(json)),
      options: ('options' in json ? (json.options ?? []) : []).map((option) => {
        const { required, ...rest } = JSON.parse(JSON.stringify(option));
        return required ? { ...rest, required } : rest;
      }),
    }))
    .map(({ options, ...command }) => (options.length > 0 ? { ...command, options } : command))
    .toReversed();

  it('sees no difference in what Discord adds', () => {
    expect(isSameCommands(jsons, kept)).toBe(true);
  });

  it.each([
    ['a description', (command: Record<string, unknown>) => ({ ...command, description: 'Another' })],
    ['who sees it', (command: Record<string, unknown>) => ({ ...command, default_member_permissions: '8' })],
    ['where it works', (command: Record<string, unknown>) => ({ ...command, contexts: [0] })],
    ['an option', (command: Record<string, unknown>) => ({ ...command, options: [] })],
    ['its name', (command: Record<string, unknown>) => ({ ...command, name: 'other' })],
  ])('sees %s', (_what, change) => {
    const changed = kept.map((command) => (command.name === 'ask' ? change(command) : command));
    expect(isSameCommands(jsons, changed)).toBe(false);
  });

  it('sees a command too many and one too few', () => {
    expect(isSameCommands(jsons, kept.slice(1))).toBe(false);
    expect(isSameCommands(jsons, [...kept, { ...kept[0], name: 'old' }])).toBe(false);
    expect(isSameCommands(jsons, [])).toBe(false);
  });
});
