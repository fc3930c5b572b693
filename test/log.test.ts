import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DiscordAPIError } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { errorFacts } from '../src/log.ts';

describe('the log', () => {
  it('writes what its level lets pass as JSON lines, and no results', async () => {
    const script = `
      const { createLog } = await import(${JSON.stringify(import.meta.resolve('../src/log.ts'))});
      const log = createLog('warn', { shard: 3 });
      log.info({}, 'left out');
      log.warn({ feed: 'a' }, 'told');
      log.error({ err: new Error('broken') }, 'told, too');
      createLog('silent').error({}, 'left out');`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [
      ...['--import', import.meta.resolve('#typescript')],
      ...['--input-type=module', '--eval', script],
    ]);
    expect(stdout).toBe('');
    expect(
      stderr
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { level: 40, shard: 3, feed: 'a', msg: 'told' },
      { level: 50, shard: 3, err: { message: 'broken' }, msg: 'told, too' },
    ]);
  });
});

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
