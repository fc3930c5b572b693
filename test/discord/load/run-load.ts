import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readOwnQuestions } from '../../../src/corpus/seeds/own-questions.ts';
import { acknowledgedAfterMs, type Exchange, INTERACTION_TYPE, replyOf } from '../server/exchange.ts';
import { createPerson, type Person } from '../server/world.ts';
import type { Stage } from '../support/stage.ts';

/** People who take turns in asking. */
const PEOPLE = 100;
/** Interactions after which the memory has settled: caches are filled, code is compiled. */
const WARM_SHARE = 0.3;
/** Interactions between the reindex and the kill. */
const KILL_AFTER = 10;
/** How long the last answers may take. */
const PATIENCE_MS = 60_000;

/** What became of the interactions of a load. */
export interface LoadReport {
  readonly sent: number;
  /** Interactions without a first response or without a reply; those that came too late are not among them. */
  readonly lost: number;
  /** Interactions whose first response came after three seconds, which on a busy machine it may. */
  readonly late: number;
  /** Interactions that came while the process of their shard was dead: how many, and how many it answered later. */
  readonly meanwhile: { readonly sent: number; readonly answered: number };
  /** Interactions with two first responses or two replies. */
  readonly doubled: number;
  /** Attempts that Discord refused, as a first response sent again where the first was slow. */
  readonly refused: number;
  /** From an interaction to its first response. */
  readonly acknowledgedMs: Quantiles;
  /** From an interaction to its reply. */
  readonly answeredMs: Quantiles;
  /** Once warm, before the reindex, and at the end. */
  readonly memoryMb: { readonly warm: number; readonly end: number; readonly peak: number };
  /** What the reindex in the middle said. */
  readonly reindexed: boolean;
}

interface Quantiles {
  readonly median: number;
  readonly p99: number;
  readonly max: number;
}

/**
 * Sends interactions of all kinds at a steady pace, with a reindex in the middle, and waits for all replies. Where
 * it is told to, kills the process of a shard while the reindex runs.
 */
export async function runLoad(parts: {
  readonly stage: Stage;
  readonly interactions: number;
  readonly perSecond: number;
  readonly killedShard?: number;
}): Promise<LoadReport> {
  const { stage, interactions, perSecond, killedShard } = parts;
  const { server, people, bot } = stage;
  const use = await createUses(stage);
  const exchanges: Exchange[] = [];
  const memoryMb: number[] = [];
  let reindex: Exchange | null = null;

  const startedMs = performance.now();
  for (let n = 0; n < interactions; n++) {
    await wait(startedMs + (n * 1_000) / perSecond - performance.now());
    exchanges.push(use(n));
    if (n % perSecond === 0) memoryMb.push(bot.memoryMb());
    if (n === Math.floor(interactions / 2)) {
      await writeFile(
        join(stage.seedsFolder, 'late.md'),
        '# Late news\n\nIt came in the middle of the load.\n',
      );
      reindex = people.slash('reindex', {}, { by: server.world.moderator });
    }
    if (killedShard !== undefined && n === Math.floor(interactions / 2) + KILL_AFTER) {
      const pid = bot.shardProcesses().get(killedShard);
      if (pid === undefined) throw new Error(`No process has shard ${killedShard}.`);
      process.kill(pid, 'SIGKILL');
    }
  }
  const all = reindex === null ? exchanges : [...exchanges, reindex];
  await server.watched
    .until(
      'every reply',
      () => all.every((exchange) => isAnswered(exchange) || exchange.refusals.includes(10062)),
      PATIENCE_MS,
    )
    .catch(() => {});
  memoryMb.push(bot.memoryMb());

  const answered = exchanges.filter(isAnswered);
  const late = exchanges.filter((exchange) => !isAnswered(exchange) && exchange.refusals.includes(10062));
  const meanwhile = exchanges.filter(({ isDelivered }) => !isDelivered);
  return {
    sent: exchanges.length,
    lost: exchanges.length - answered.length - late.length,
    late: late.length,
    meanwhile: { sent: meanwhile.length, answered: meanwhile.filter(isAnswered).length },
    doubled: exchanges.filter(isDoubled).length,
    refused: exchanges.reduce((sum, { refusals }) => sum + refusals.length, 0),
    acknowledgedMs: quantiles(answered.map((exchange) => acknowledgedAfterMs(exchange) ?? 0)),
    answeredMs: quantiles(answered.map(answeredAfterMs)),
    memoryMb: {
      warm: memoryMb[Math.floor(memoryMb.length * WARM_SHARE)] ?? 0,
      end: memoryMb.at(-1) ?? 0,
      peak: Math.max(...memoryMb),
    },
    reindexed: reindex !== null && isAnswered(reindex),
  };
}

/** The uses in turn: seven questions of ten, a summary, an autocomplete, a button. */
async function createUses({ server, people, seedsFolder }: Stage): Promise<(n: number) => Exchange> {
  const questions = (await readOwnQuestions(seedsFolder)).map(({ question }) => question);
  const crowd = Array.from({ length: PEOPLE }, (_, n) => createPerson(server.nextId, `reader-${n}`));
  const answered = await people.reply(people.slash('ask', { question: questions[0] ?? '' }));
  const titles = await people.choices(people.complete('summary', 'article', ''));
  return (n) => {
    const guild = n % 11 === 3 ? null : (server.world.guilds[n % server.world.guilds.length] ?? null);
    const place = { by: crowd[n % PEOPLE] as Person, guild };
    if (n % 10 === 7) {
      return people.slash('summary', { article: titles[n % titles.length]?.value ?? '' }, place);
    }
    if (n % 10 === 8) return people.complete('ask', 'article', 'coal', place);
    if (n % 10 === 9) return people.press(answered, 'In context', { by: place.by });
    return people.slash('ask', { question: questions[n % questions.length] ?? '' }, place);
  };
}

function isAnswered(exchange: Exchange): boolean {
  return exchange.type === INTERACTION_TYPE.autocomplete
    ? exchange.actions.length > 0
    : replyOf(exchange) !== null;
}

function isDoubled({ actions }: Exchange): boolean {
  const count = (what: string) => actions.filter((action) => action.what === what).length;
  return count('callback') > 1 || count('edit-original') + count('follow-up') > 1;
}

function answeredAfterMs({ actions, createdMs }: Exchange): number {
  return (actions.at(-1)?.atMs ?? createdMs) - createdMs;
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  return { median: at(0.5), p99: at(0.99), max: at(1) };
}
