import { DiscordAPIError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { errorFacts } from '../src/log.ts';

describe('an error in the log', () => {
  it('says what failed, and nothing of what was sent', () => {
    const error = new DiscordAPIError(
      { code: 10062, message: 'Unknown interaction' },
      10062,
      404,
      'POST',
      'https://discord.com/api/v10/interactions/1/secret-token/callback',
      { body: { content: 'what somebody asked' }, files: undefined },
    );
    const facts = errorFacts(error);
    expect(facts).toMatchObject({ message: 'Unknown interaction', code: 10062, status: 404 });
    expect(JSON.stringify(facts)).not.toMatch(/secret-token|what somebody asked/);
  });

  it('keeps its causes', () => {
    const error = new Error('outer', { cause: new TypeError('inner') });
    expect(errorFacts(error)).toMatchObject({
      message: 'outer',
      cause: { type: 'TypeError', message: 'inner' },
    });
  });

  it('may be anything that was thrown', () => {
    expect(errorFacts('a text')).toEqual({ message: 'a text' });
  });
});
