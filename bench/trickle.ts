// A feed whose items appear one by one while questions are asked: after how long can each be quoted, does any
// question fail, does the memory grow? `npm run bench:trickle -- [ITEMS] [SECONDS_BETWEEN]`. The watching process is
// the real one, with its children for the feed and the reindexes; this one asks, as the bot does.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DEFAULT_FOLDERS, readConfig } from '../src/config.ts';
import { openDateline } from '../src/dateline.ts';
import { silentLog } from '../src/log.ts';
import { quantile } from './statistics.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const [items = 500, everySeconds = 2] = process.argv.slice(2).map(Number);

/** Made-up places, each with a bridge of its own. */
const SYLLABLES = ['mar', 'lun', 'kel', 'on', 'vik', 'hav', 'dor', 'fen', 'stra', 'bek'];
const nameOf = (number: number) => {
  const digits = String(number + 100)
    .split('')
    .map(Number);
  const name = digits.map((digit) => SYLLABLES[digit]).join('');
  return name.charAt(0).toUpperCase() + name.slice(1);
};
const bridge = (number: number) => ({
  title: `${nameOf(number)} opens its new bridge`,
  question: `how much did the new bridge in ${nameOf(number)} cost`,
  text: `The town of ${nameOf(number)} opened its new bridge on Sunday, before a crowd of ${number + 200} people who had waited since dawn. The new bridge in ${nameOf(number)} cost ${number + 11} million crowns, the mayor said, and took ${(number % 7) + 2} years to build. ${'Cyclists have a lane of their own, and anglers a platform below it. '.repeat(7)}`,
});

const shown: { readonly atMs: number; readonly number: number }[] = [];
const server = createServer((request, response) => {
  if (request.url !== '/rss') return void response.writeHead(404).end();
  const entries = shown
    .slice(-100)
    .map(({ number }) => {
      const { title, text } = bridge(number);
      return `<item><guid>${number}</guid><title>${title}</title><description>${text}</description></item>`;
    })
    .reverse();
  response
    .writeHead(200, { 'content-type': 'application/rss+xml' })
    .end(`<rss version="2.0"><channel><title>Bridges</title>${entries.join('')}</channel></rss>`);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;

const folder = await mkdtemp(join(tmpdir(), 'dateline-trickle-'));
const seeds = join(folder, 'seeds');
await cp(DEFAULT_FOLDERS.seeds, seeds, { recursive: true });
await writeFile(
  join(seeds, 'sources.yaml'),
  `sources:\n  - feed: http://127.0.0.1:${port}/rss\n    every: 2 s\n`,
);
const config = readConfig({}, folder, { seeds, index: join(folder, 'index') });
const watcher = spawn(
  process.execPath,
  [
    '--import',
    import.meta.resolve('#typescript'),
    MAIN,
    'reindex',
    '--watch',
    '--json',
    '--seeds',
    seeds,
    '--index',
    config.indexFolder,
  ],
  { env: { ...process.env, FETCH_ALLOW_HOSTS: '127.0.0.1' }, stdio: ['ignore', 'pipe', 'inherit'] },
);
const reports = createInterface({ input: watcher.stdout })[Symbol.asyncIterator]();
await reports.next();

const dateline = await openDateline({ config, log: silentLog, onNotice: () => {} });
const waiting = new Map<number, number>();
const latenciesMs: number[] = [];
const watcherMb: number[] = [];
const askerMb: number[] = [];
let asked = 0;
let failed = 0;
let showing = true;

async function show(): Promise<void> {
  for (let number = 0; number < items; number++) {
    shown.push({ atMs: performance.now(), number });
    waiting.set(number, performance.now());
    await pause(everySeconds * 1000);
  }
  showing = false;
}

async function ask(): Promise<void> {
  while (showing || waiting.size > 0) {
    // The oldest that is not known yet, and after it one that is.
    const [oldest] = waiting.keys();
    const number =
      oldest !== undefined && asked % 2 === 0 ? oldest : Math.floor(Math.random() * shown.length);
    try {
      const snapshot = await dateline.services.snapshot(() => {});
      const answer = await dateline.services.answerer.ask(bridge(number).question, snapshot, { quotes: 3 });
      const isFound = answer.kind === 'answer' && answer.quotes[0]?.article.title === bridge(number).title;
      const sinceMs = waiting.get(number);
      if (isFound && sinceMs !== undefined) {
        latenciesMs.push(performance.now() - sinceMs);
        waiting.delete(number);
      }
    } catch {
      failed++;
    }
    if (asked++ % 50 === 0) {
      watcherMb.push(await residentMb(watcher.pid as number));
      askerMb.push(await residentMb(process.pid));
    }
    await pause(100);
  }
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}

await Promise.all([show(), ask()]);
watcher.kill('SIGTERM');
await new Promise((resolve) => watcher.once('exit', resolve));
await dateline.close();
server.close();
await rm(folder, { recursive: true, force: true });
const seconds = (share: number) => Number((quantile(latenciesMs, share) / 1000).toFixed(1));
const memory = (megabytes: readonly number[]) => ({
  // Once warm: the model is loaded, code is compiled.
  first: megabytes[Math.min(2, megabytes.length - 1)],
  last: megabytes.at(-1),
  most: Math.max(...megabytes),
});
console.log(
  JSON.stringify({
    items,
    quotableAfterSeconds: { median: seconds(0.5), p95: seconds(0.95), most: seconds(1) },
    questions: asked,
    failed,
    watcherMb: memory(watcherMb),
    askerMb: memory(askerMb),
  }),
);
