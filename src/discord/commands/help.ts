import type { Services } from '../../../commands/services.ts';
import type { Command } from '../../chat/command.ts';
import { freshness } from '../../chat/freshness.ts';
import type { Block, Fact } from '../../chat/reply.ts';
import { commandJson } from '../registration/command-json.ts';
import type { FrontCommand } from './front-command.ts';

/** `/help`: what the bot can do, what is stored, how old the index is, and how to report a wrong quote. */
export function helpOnDiscord(help: Command<Services>, others: readonly FrontCommand[]): FrontCommand {
  return {
    json: commandJson(help, { takesPrivate: false }),
    allowed: 'everybody',
    visibility: 'private',
    async run({ bot, onProgress }) {
      const { info } = await bot.services.snapshot(onProgress);
      return bot.draw({ blocks: [...helpBlocks(others, bot.keptDays), freshness(info)] });
    },
  };
}

function helpBlocks(commands: readonly FrontCommand[], keptDays: number): readonly Block[] {
  const forEverybody = commands.filter(({ allowed }) => allowed === 'everybody');
  return [
    {
      kind: 'paragraph',
      text: 'Ask in plain words. The reply is quoted word for word from the articles, with its source, or it says that they do not answer. Nothing is made up.',
    },
    { kind: 'facts', facts: forEverybody.map(commandFact) },
    { kind: 'heading', text: 'For moderators' },
    { kind: 'facts', facts: commands.filter((one) => !forEverybody.includes(one)).map(commandFact) },
    {
      kind: 'facts',
      facts: [
        {
          label: 'A wrong quote?',
          value:
            'Press 👎 below it: moderators see which questions were marked. In context shows the text around it.',
        },
        {
          label: 'What is stored',
          value: `Questions for ${keptDays} days, without who asked; votes under a keyed hash; no messages. /forget-me removes your votes.`,
        },
      ],
    },
  ];
}

function commandFact({ json }: FrontCommand): Fact {
  if (!('description' in json)) {
    return {
      label: json.name,
      value: 'on any message, under Apps: what the articles say about it; for you alone',
    };
  }
  const words = (json.options ?? []).map(({ name, required }) => (required === true ? name : `[${name}]`));
  return { label: [`/${json.name}`, ...words].join(' '), value: json.description };
}
