import { commands } from '../../commands/index.ts';
import type { Services } from '../../commands/services.ts';
import { createChat } from '../../src/chat/create-chat.ts';
import { quantile, shown, spreadOf } from '../statistics.ts';
import { syntheticNews } from '../synthetic-news.ts';
import type { Row } from '../table.ts';
import type { BenchContext } from './context.ts';

const TITLES = 10_000;
const TYPED = [
  '/summary F',
  '/summary Court in',
  '/summary Late frost strikes orchards around O',
  '/summary zz',
];
const REPEATS = 25;

/** Completing a title that is being typed. */
export async function autocomplete({ rounds, log }: BenchContext): Promise<readonly Row[]> {
  log(`completing one of ${TITLES} titles`);
  const titles = syntheticNews(TITLES).map(({ article }) => article.title);
  const chat = createChat({
    commands,
    // A completion uses none.
    services: {} as Services,
    titles: async () => titles,
    suggestions: async () => [],
    clock: () => new Date(),
  });
  const medians: number[] = [];
  const all: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const tookMs: number[] = [];
    for (let i = 0; i < REPEATS * TYPED.length; i++) {
      const startedMs = performance.now();
      await chat.complete(TYPED[i % TYPED.length] as string);
      tookMs.push(performance.now() - startedMs);
    }
    medians.push(quantile(tookMs, 0.5));
    all.push(...tookMs);
  }
  return [
    {
      measured: `completing one of ${TITLES} titles`,
      contender: 'Dateline, terminal',
      figure: `p50 ${shown(spreadOf(medians), 2)} ms, p95 ${quantile(all, 0.95).toFixed(2)}`,
      compared: '',
    },
  ];
}
