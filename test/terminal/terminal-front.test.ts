import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Chat } from '../../src/chat/chat.ts';
import { ExpectedError } from '../../src/errors.ts';
import { loadHistory } from '../../src/terminal/history.ts';
import { runTerminal } from '../../src/terminal/terminal-front.ts';
import type { TerminalParts } from '../../src/terminal/terminal-parts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const SLOW_MS = 600;

/** Says every line back; `fail`, `bug` and `slow` do as they say. */
function createEcho(): Chat & { readonly said: string[] } {
  const said: string[] = [];
  return {
    said,
    async say(line, { onProgress }) {
      said.push(line);
      if (line === 'fail') throw new ExpectedError('article-unknown', 'There is no such article.');
      if (line === 'bug') throw new Error('secret detail');
      if (line === 'slow') {
        onProgress({ step: 'embedding', done: 1, total: 2, unit: 'articles' });
        await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      }
      return { blocks: [{ kind: 'paragraph', text: `said ${line}` }], json: null };
    },
    complete: async (line) =>
      ['/summary ', '/summary The Moon rises', '/summary THE MOON sets']
        .filter(
          (whole) => whole.toLowerCase().startsWith(line) && (line === '/su') === (whole === '/summary '),
        )
        .map((whole) => ({ line: whole })),
    suggestions: async () => ['one?', 'two?', 'three?', 'four?'],
  };
}

async function start(isTTY: boolean, changed: Partial<TerminalParts> = {}) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const errorOutput = Object.assign(new PassThrough(), { isTTY });
  let shown = '';
  let complained = '';
  output.on('data', (data) => {
    shown += data;
  });
  errorOutput.on('data', (data) => {
    complained += data;
  });
  const chat = createEcho();
  const bugs: unknown[] = [];
  const historyFile = join(await temporaryFolder(), 'history');
  const exit = runTerminal({
    input,
    output,
    errorOutput,
    chat,
    env: {},
    clock: () => new Date(),
    historyFile,
    greeting: ['Hello.'],
    firstStart: false,
    onBug: (error) => bugs.push(error),
    ...changed,
  });
  const until = async (part: string) => {
    for (let tries = 0; !shown.includes(part); tries += 1) {
      if (tries === 500) throw new Error(`never shown: ${part}; only ${JSON.stringify(shown)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return { input, chat, bugs, exit, until, historyFile, shown: () => shown, complained: () => complained };
}

describe('runTerminal with a pipe', () => {
  it('answers each line in order, with neither greeting nor prompt', async () => {
    const { input, exit, shown, complained } = await start(false);
    input.end('slow\n\n  \nsecond\n');
    expect(await exit).toBe(0);
    expect(shown()).toBe('said slow\n\nsaid second\n');
    expect(complained()).toBe('embedding: 1 of 2 articles\n');
  });

  it('goes on after a failure and says so by its exit code', async () => {
    const { input, exit, shown, complained, bugs } = await start(false);
    input.end('fail\nbug\nlast');
    expect(await exit).toBe(1);
    expect(shown()).toBe('said last\n');
    expect(complained()).toBe('There is no such article.\nSomething went wrong; the log has the details.\n');
    expect(bugs).toHaveLength(1);
  });

  it('leaves at /quit', async () => {
    const { input, exit, chat } = await start(false);
    input.end('one\n/quit\ntwo\n');
    expect(await exit).toBe(0);
    expect(chat.said).toEqual(['one']);
  });

  it('ends quietly where nobody reads any more', async () => {
    const output = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    });
    const { input, exit, chat } = await start(false, { output });
    input.write('one\ntwo\nthree\n');
    expect(await exit).toBe(0);
    expect(chat.said).toEqual(['one']);
  });
});

describe('runTerminal at a terminal', () => {
  it('greets, offers three questions at the first start, answers, and leaves at Ctrl-D', async () => {
    const { input, exit, until, shown } = await start(true, { firstStart: true });
    await until('> ');
    expect(shown()).toContain('Hello.\nTry:\n  one?\n  two?\n  three?\n\n');
    expect(shown()).not.toContain('four?');
    input.write('hello\r');
    await until('\nsaid hello\n\n');
    input.write(CTRL_D);
    expect(await exit).toBe(0);
  });

  it('offers nothing at a later start', async () => {
    const { input, exit, until, shown } = await start(true);
    await until('> ');
    input.write('/exit\r');
    expect(await exit).toBe(0);
    expect(shown()).not.toContain('Try:');
  });

  it('clears a typed line at Ctrl-C and leaves at the next', async () => {
    const { input, exit, until, chat } = await start(true);
    await until('> ');
    input.write(`half${CTRL_C}whole\r`);
    await until('said whole');
    input.write(CTRL_C);
    expect(await exit).toBe(0);
    expect(chat.said).toEqual(['whole']);
  });

  it('keeps lines that are typed while one is answered, and shows how far it is', async () => {
    const { input, exit, until, chat, shown, complained } = await start(true);
    await until('> ');
    input.write('slow\rnext\r');
    await until('said next');
    expect(shown().indexOf('said slow')).toBeLessThan(shown().indexOf('> next\n'));
    input.write(CTRL_D);
    expect(await exit).toBe(0);
    expect(chat.said).toEqual(['slow', 'next']);
    expect(complained()).toContain('1/2 articles');
    expect(complained().endsWith('\r\u001b[2K')).toBe(true);
  });

  it('leaves at Ctrl-D only after the lines before it', async () => {
    const { input, exit, until, shown } = await start(true);
    await until('> ');
    input.write(`slow\rnext\r${CTRL_D}`);
    expect(await exit).toBe(0);
    expect(shown()).toContain('said next');
  });

  it('says at Ctrl-C that what is being answered goes on, then leaves', async () => {
    const { input, exit, until, chat, shown } = await start(true);
    await until('> ');
    input.write('slow\r');
    input.write('never\r');
    input.write(CTRL_C);
    expect(await exit).toBe(0);
    expect(shown()).toMatch(/Leaving as soon as this is done; Ctrl-C again stops it\.\n[^>]*said slow/u);
    expect(chat.said).toEqual(['slow']);
  });

  it('tells a failure in red and goes on', async () => {
    const { input, exit, until, complained, bugs } = await start(true);
    await until('> ');
    input.write('fail\rbug\rlast\r');
    await until('said last');
    expect(complained()).toBe(
      '\u001b[31mThere is no such article.\u001b[39m\n\u001b[31mSomething went wrong; the log has the details.\u001b[39m\n',
    );
    expect(bugs).toEqual([new Error('secret detail')]);
    input.write('/quit\r');
    expect(await exit).toBe(0);
  });

  it('completes whole lines', async () => {
    const { input, exit, until, chat } = await start(true);
    await until('> ');
    input.write('/su\t');
    await until('/summary');
    input.write('x\r');
    await until('said /summary x');
    input.write(CTRL_D);
    await exit;
    expect(chat.said).toEqual(['/summary x']);
  });

  it('keeps what was typed where several titles go on from it in other letters', async () => {
    const { input, exit, until, chat } = await start(true);
    await until('> ');
    input.write('/summary the m');
    input.write('\t');
    input.write('\t');
    await until('/summary the mOON sets');
    input.write('oon\r');
    await until('said /summary the moon');
    input.write(CTRL_D);
    await exit;
    expect(chat.said).toEqual(['/summary the moon']);
  });

  it('moves no cursor and sets no colour where the terminal can do neither', async () => {
    const { input, exit, until, shown, complained } = await start(true, { env: { TERM: 'dumb' } });
    await until('> ');
    input.write('slow\nfail\n');
    await until('said slow');
    input.end();
    expect(await exit).toBe(0);
    expect(shown() + complained()).not.toContain('\u001b');
    expect(complained()).toContain('There is no such article.\n');
  });

  it('does without a history', async () => {
    const { input, exit, until } = await start(true, { historyFile: null });
    await until('> ');
    input.write('hello\r');
    await until('said hello');
    input.write(CTRL_D);
    expect(await exit).toBe(0);
  });

  it('remembers lines for the next start', async () => {
    const first = await start(true);
    await first.until('> ');
    first.input.write('remember me\r');
    await first.until('said remember me');
    first.input.write(CTRL_D);
    await first.exit;
    expect(await loadHistory(first.historyFile)).toEqual(['remember me']);

    const second = await start(true, { historyFile: first.historyFile });
    await second.until('> ');
    second.input.write('\u001b[A\r');
    await second.until('said remember me');
    second.input.write(CTRL_D);
    expect(await second.exit).toBe(0);
  });
});
