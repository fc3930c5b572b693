import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ExpectedError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { BotState } from './bot-state.ts';
import type { MetricsData } from './monitor.ts';
import { METRICS_TYPE, metricsText } from './prometheus-metrics.ts';

/** Where health and metrics are served. */
export interface HttpAddress {
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
}

/** What is served: the state of the bot, and the metrics of each of its processes. */
export interface Monitored {
  readonly state: BotState;
  readonly metrics: readonly MetricsData[];
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Serves `/health` (200 where the bot can answer, else 503 with the reasons) and `/metrics` (Prometheus' text format).
 * Requests that come at the same time share one look at the bot.
 * @throws ExpectedError `config` where the address cannot be listened on
 */
export async function serveMonitoring(parts: {
  readonly address: HttpAddress;
  readonly look: () => Promise<Monitored>;
  readonly log: Log;
}): Promise<{ close(): Promise<void> }> {
  const { address, log } = parts;
  let looking: Promise<Monitored> | null = null;
  const look = () => {
    looking ??= parts.look().finally(() => {
      looking = null;
    });
    return looking;
  };
  const server = createServer((request, response) => {
    pageFor(request, response, look)
      .catch((error: unknown) => {
        log.error({ err: error }, 'health or metrics could not be told');
        return plain(500, 'This could not be told; the log says why.');
      })
      .then(({ status, type, body }) => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(error, address)));
    server.listen(address.port, address.host, resolve);
  });
  server.on('error', (error) => log.error({ err: error }, 'health and metrics are not served any more'));
  return {
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

async function pageFor(
  { method, url = '/' }: IncomingMessage,
  response: ServerResponse,
  look: () => Promise<Monitored>,
): Promise<Page> {
  const path = url.split('?', 1)[0];
  if (path !== '/health' && path !== '/metrics') return plain(404, 'There are /health and /metrics.');
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return plain(405, 'This is only read.');
  }
  const { state, metrics } = await look();
  if (path === '/metrics') return { status: 200, type: METRICS_TYPE, body: await metricsText(metrics) };
  const isWell = state.reasons.length === 0;
  const health = { status: isWell ? 'ok' : 'unavailable', ...state };
  return { status: isWell ? 200 : 503, type: 'application/json', body: `${JSON.stringify(health)}\n` };
}

function plain(status: number, line: string): Page {
  return { status, type: 'text/plain; charset=utf-8', body: `${line}\n` };
}

function cannotListen(error: NodeJS.ErrnoException, { host, port }: HttpAddress): ExpectedError {
  const reason = error.code === 'EADDRINUSE' ? 'another program has it' : (error.code ?? error.message);
  return new ExpectedError(
    'config',
    `Health and metrics cannot be served at ${host}, port ${port}: ${reason}; set HTTP_PORT or HTTP_HOST to another, or leave HTTP_PORT empty.`,
    { cause: error, facts: { host, port } },
  );
}
