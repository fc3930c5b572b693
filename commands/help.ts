import { z } from 'zod';
import type { Command } from '../src/chat/command.ts';
import { freshness } from '../src/chat/freshness.ts';
import { usageOf } from '../src/chat/usage.ts';
import { defineCommand, type Services } from './services.ts';

/** Makes `/help`, which tells of the other commands. */
export function createHelp(commands: readonly Command<Services>[]) {
  return defineCommand({
    name: 'help',
    description: 'What can be asked, and how',
    options: z.object({}),
    async run(_options, { services, onProgress }) {
      const { info } = await services.snapshot(onProgress);
      return {
        blocks: [
          {
            kind: 'paragraph',
            text: 'Ask in plain words. The reply is quoted word for word from the articles, with its source, or it says that they do not answer. Nothing is made up, and nothing leaves this machine.',
          },
          {
            kind: 'facts',
            facts: commands.map((command) => ({ label: usageOf(command), value: command.description })),
          },
          freshness(info),
        ],
        json: { commands: commands.map(({ name, description }) => ({ name, description })) },
      };
    },
  });
}
