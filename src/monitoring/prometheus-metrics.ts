import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { BotMetrics, InteractionOutcome, Metrics, MetricsData, QuestionOutcome } from './monitor.ts';

/** Of Prometheus' text format. */
export const METRICS_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

/** Seconds; a question takes some milliseconds, and people wait their turn behind others. */
const DURATION_BUCKETS = [0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * Processor, memory, garbage collection and event loop of this process, and the health of what it starts.
 * @param process names it in each time series: processes end one by one, and only a series of its own shows Prometheus
 *   that its counters began anew
 */
export function createProcessMetrics(process: string): Metrics {
  const registry = registryOf(process);
  const healthy = healthyIn(registry);
  return {
    read({ reasons }) {
      healthy(reasons.length === 0 ? 1 : 0);
      return registry.getMetricsAsJSON();
    },
  };
}

/** The same and what the bot does in it. */
export function createBotMetrics(process: string): BotMetrics {
  const registry = registryOf(process);
  const registers = [registry];
  const questions = new Histogram<'outcome'>({
    name: 'dateline_question_duration_seconds',
    help: 'Time from taking up a question to its answer, waiting for its turn included, without Discord.',
    labelNames: ['outcome'],
    buckets: DURATION_BUCKETS,
    registers,
  });
  // From the start on, so that the first of a kind is an increase.
  for (const outcome of ['answer', 'no-answer', 'fault'] satisfies QuestionOutcome[])
    questions.zero({ outcome });
  const interactions = new Counter<'command' | 'outcome'>({
    name: 'dateline_interactions_total',
    help: 'Commands, buttons and completions.',
    labelNames: ['command', 'outcome'],
    registers,
  });
  const gauge = (name: string, help: string) => createGauge(registry, name, help);
  const healthy = healthyIn(registry);
  const generation = gauge('index_generation', 'Generation that is served.');
  const indexedAt = gauge('index_timestamp_seconds', 'When the served generation was completed.');
  const newestAt = gauge('newest_article_timestamp_seconds', 'Date of the newest dated article.');
  const articles = gauge('articles', 'Articles of the served generation.');
  const passages = gauge('passages', 'Passages of the served generation.');
  const shards = gauge('shards', 'Shards that should be connected to Discord.');
  const connected = gauge('shards_connected', 'Shards that are connected to Discord.');
  const feedCount = gauge('feeds', 'Feeds that are read.');
  const feedsWarned = gauge('feeds_warned', 'Feeds that their owner should look at.');
  const feedsAt = gauge('feed_success_timestamp_seconds', 'When any feed was last read.');
  return {
    question: (outcome, seconds) => questions.observe({ outcome }, seconds),
    interaction: (command: string, outcome: InteractionOutcome) => interactions.inc({ command, outcome }),
    read(state, feeds) {
      healthy(state.reasons.length === 0 ? 1 : 0);
      generation(state.index?.generation ?? null);
      indexedAt(secondsOf(state.index?.indexedAt));
      newestAt(secondsOf(state.index?.newestPublishedAt));
      articles(state.index?.articles ?? null);
      passages(state.index?.passages ?? null);
      shards(state.shards.count);
      connected(state.shards.connected);
      feedCount(feeds?.count ?? null);
      feedsWarned(feeds?.warned ?? null);
      feedsAt(secondsOf(feeds?.lastSuccessAt));
      return registry.getMetricsAsJSON();
    },
  };
}

/** Prometheus' text of the metrics of several processes, each metric with its help once. */
export function metricsText(processes: readonly MetricsData[]): Promise<string> {
  // Adds up only what has the same labels: nothing, since each process has its own.
  return AggregatorRegistry.aggregate([...processes] as object[]).metrics();
}

function registryOf(process: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ process });
  collectDefaultMetrics({ register: registry });
  return registry;
}

function healthyIn(registry: Registry) {
  return createGauge(
    registry,
    'healthy',
    'Whether /health answers 200; of the supervisor, for all processes.',
  );
}

/** @returns sets it; `null` for a value that is not known, of which nothing is told */
function createGauge(registry: Registry, name: string, help: string) {
  const gauge = new Gauge({ name: `dateline_${name}`, help, registers: [registry] });
  const set = (value: number | null) => (value === null ? gauge.remove() : gauge.set(value));
  // It would tell 0.
  set(null);
  return set;
}

/** Seconds since 1970 of an ISO 8601 date or moment. */
function secondsOf(moment: string | null | undefined): number | null {
  return moment === null || moment === undefined ? null : Date.parse(moment) / 1_000;
}
