import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCommand } from '../../src/chat/command.ts';
import { createChat } from '../../src/chat/create-chat.ts';

const options = z.object({ question: z.string().meta({ positional: true }) });

/** Says which question was before. */
const echo = createCommand({
  name: 'echo',
  description: 'says which question was before',
  options,
  run: async ({ question }, { formerQuestion = null }) => ({ blocks: [], question, json: formerQuestion }),
});
const silent = createCommand({
  name: 'silent',
  description: 'asks nothing',
  options: z.object({}),
  run: async () => ({ blocks: [], json: null }),
});

function startChat() {
  let now = new Date('2026-11-26T12:00:00Z');
  const chat = createChat({
    commands: [echo, silent],
    services: {},
    titles: async () => [],
    suggestions: async () => [],
    clock: () => now,
  });
  return {
    say: async (line: string) => (await chat.say(line, { onProgress: () => {} })).json,
    wait: (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
  };
}

describe('a conversation', () => {
  it('hands on the question before, for some minutes', async () => {
    const { say, wait } = startChat();
    expect(await say('who won')).toBeNull();
    wait(10);
    expect(await say('/echo and in Iraq')).toBe('who won');
    expect(await say('/silent')).toBeNull();
    expect(await say('why')).toBe('and in Iraq');
    wait(11);
    expect(await say('when')).toBeNull();
    expect(await say('where')).toBe('when');
  });
});
