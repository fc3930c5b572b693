// The bot under load, measured: `npm run bench:discord -- [INTERACTIONS] [PER_SECOND]`. The real process against
// the local Discord server of the tests; both share this machine's cores.
import { runLoad } from '../test/discord/load/run-load.ts';
import { createStages } from '../test/discord/support/stage.ts';

const [interactions = 2_000, perSecond = 50] = process.argv.slice(2).map(Number);

const stages = await createStages();
try {
  const stage = await stages.open({ server: { guilds: 8 } });
  const report = await runLoad({ stage, interactions, perSecond });
  const { acknowledgedMs: ack, answeredMs: answer, memoryMb: memory } = report;
  console.log(`${report.sent} interactions at ${perSecond}/s, a reindex in the middle`);
  console.log(
    `lost: ${report.lost}; answered twice: ${report.doubled}; refused: ${report.refused}; reindex done: ${report.reindexed}`,
  );
  console.log(`acknowledged: ${ack.median} ms median, ${ack.p99} ms at 99 %, ${ack.max} ms at most`);
  console.log(`answered: ${answer.median} ms median, ${answer.p99} ms at 99 %, ${answer.max} ms at most`);
  console.log(
    `memory: ${memory.warm.toFixed(0)} MB warm, ${memory.end.toFixed(0)} MB at the end, ${memory.peak.toFixed(0)} MB at its peak`,
  );
  for (const violation of stage.server.violations) console.log(`violation: ${violation}`);
} finally {
  await stages.close();
}
