// The bot under load, measured: `npm run bench:discord -- [INTERACTIONS] [PER_SECOND] [--shards N] [--postgres]`. The
// real process against the local Discord server of the tests; all share this machine's cores. With `--shards` there are
// so many processes, and one of them is killed; `--postgres` keeps everything on a server that is started for it.
import { parseArgs } from 'node:util';
import { runLoad } from '../test/discord/load/run-load.ts';
import { createStages } from '../test/discord/support/stage.ts';
import { createPostgresCluster } from '../test/support/postgres-cluster.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { shards: { type: 'string', default: '1' }, postgres: { type: 'boolean', default: false } },
});
const [interactions = 2_000, perSecond = 50] = positionals.map(Number);
const shardProcesses = Number(values.shards);
const isSharded = shardProcesses > 1;

const cluster = values.postgres ? await createPostgresCluster() : null;
const stages = await createStages();
try {
  const database = cluster === null ? {} : { DATABASE_URL: await cluster.createDatabase('load') };
  const stage = await stages.open({
    server: { guilds: 12, maxConcurrency: 16 },
    environment: () => database,
    shardProcesses,
  });
  const report = await runLoad({ stage, interactions, perSecond, ...(isSharded && { killedShard: 1 }) });
  const { acknowledgedMs: ack, answeredMs: answer, memoryMb: memory } = report;
  const where = values.postgres ? 'PostgreSQL' : 'SQLite';
  console.log(`${report.sent} interactions at ${perSecond}/s, a reindex in the middle, on ${where}`);
  if (isSharded) {
    console.log(
      `${shardProcesses} processes, that of shard 1 killed: ${report.meanwhile.sent} came for it while it was dead, ${report.meanwhile.answered} of them answered when it was back`,
    );
  }
  console.log(
    `lost: ${report.lost}; too late: ${report.late}; answered twice: ${report.doubled}; refused: ${report.refused}; reindex done: ${report.reindexed}`,
  );
  console.log(`acknowledged: ${ack.median} ms median, ${ack.p99} ms at 99 %, ${ack.max} ms at most`);
  console.log(`answered: ${answer.median} ms median, ${answer.p99} ms at 99 %, ${answer.max} ms at most`);
  console.log(
    `memory: ${memory.warm.toFixed(0)} MB warm, ${memory.end.toFixed(0)} MB at the end, ${memory.peak.toFixed(0)} MB at its peak`,
  );
  // Those that came too late are counted above.
  const violations = stage.server.violations.filter((violation) => !violation.includes('10062'));
  for (const violation of violations) console.log(`violation: ${violation}`);
} finally {
  await stages.close();
  await cluster?.remove();
}
