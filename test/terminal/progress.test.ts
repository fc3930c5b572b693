import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgressDisplay } from '../../src/terminal/progress.ts';
import { plainProgressLine, progressLine } from '../../src/terminal/progress-line.ts';

const embedding = { step: 'embedding', done: 400, total: 1200, unit: 'articles' };
const reading = { step: 'reading the seeds', done: 0, total: 0, unit: 'articles' };
const ERASE = '\r\u001b[2K';

describe('progressLine', () => {
  it('shows the share, the pace and what is left', () => {
    expect(progressLine(embedding, { done: 400, elapsedMs: 4700 })).toBe(
      `embedding ${'█'.repeat(7)}${'░'.repeat(13)} 400/1,200 articles, 85/s, 10 s left`,
    );
    expect(plainProgressLine(embedding, { done: 4, elapsedMs: 8000 })).toBe(
      'embedding: 400 of 1,200 articles, 0.5/s, 27 min left',
    );
  });

  it('shows no pace before there is one', () => {
    expect(plainProgressLine(embedding, { done: 400, elapsedMs: 200 })).toBe(
      'embedding: 400 of 1,200 articles',
    );
    expect(plainProgressLine(embedding, { done: 0, elapsedMs: 9000 })).toBe(
      'embedding: 400 of 1,200 articles',
    );
  });

  it('turns a spinner while the total is not known', () => {
    expect(progressLine(reading, { done: 0, elapsedMs: 0 })).toBe('⠋ reading the seeds');
    expect(progressLine({ ...reading, done: 12 }, { done: 12, elapsedMs: 100 })).toBe(
      '⠙ reading the seeds: 12 articles',
    );
  });
});

describe('createProgressDisplay', () => {
  function display(isTerminal: boolean, columns?: number) {
    const stream = Object.assign(new PassThrough(), columns === undefined ? {} : { columns });
    const time = { nowMs: 0 };
    const shown = createProgressDisplay({ stream, isTerminal, colour: false, clock: () => time.nowMs });
    return { ...shown, time, written: () => String(stream.read() ?? '') };
  }

  it('redraws one line on a terminal, at most ten times a second, and takes it away', () => {
    const { update, clear, time, written } = display(true);
    update(reading);
    time.nowMs = 50;
    update(embedding);
    time.nowMs = 100;
    update(embedding);
    clear();
    clear();
    expect(written()).toBe(
      `${ERASE}⠋ reading the seeds${ERASE}embedding ${'█'.repeat(7)}${'░'.repeat(13)} 400/1,200 articles${ERASE}`,
    );
  });

  it('never fills the line of a narrow terminal', () => {
    const { update, written } = display(true, 36);
    update(embedding);
    expect(written()).toBe(`${ERASE}embedding ${'█'.repeat(7)}${'░'.repeat(13)}`);
  });

  it('elsewhere writes a line as a step ends, once, however soon', () => {
    const { update, clear, time, written } = display(false);
    update({ ...embedding, done: 0 });
    for (time.nowMs = 100; time.nowMs <= 2000; time.nowMs += 100) {
      update({ ...embedding, done: Math.min(1200, time.nowMs) });
    }
    update({ ...embedding, step: 'proving', total: 1, done: 1 });
    clear();
    expect(written().split('\n')).toEqual([
      'embedding: 0 of 1,200 articles',
      'embedding: 1,200 of 1,200 articles, 1,000/s',
      'proving: 1 of 1 articles',
      '',
    ]);
  });

  it('elsewhere writes a line as a step begins, then one every five seconds', () => {
    const { update, clear, time, written } = display(false);
    update(reading);
    update(reading);
    update({ ...embedding, done: 0 });
    time.nowMs = 4000;
    update({ ...embedding, done: 300 });
    time.nowMs = 5000;
    update(embedding);
    time.nowMs = 20_000;
    update(reading);
    time.nowMs = 40_000;
    update(reading);
    clear();
    expect(written().split('\n')).toEqual([
      'reading the seeds',
      'embedding: 0 of 1,200 articles',
      'embedding: 400 of 1,200 articles, 80/s, 10 s left',
      'reading the seeds',
      '',
    ]);
  });
});
