import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { ApiError } from './api-error.ts';
import type { ServerClock } from './clock.ts';
import type { Exchange } from './exchange.ts';
import { createRateLimits } from './rate-limits.ts';
import { type ApiRequest, readRequest } from './read-request.ts';
import type { Fault, RouteFaults } from './route-faults.ts';
import type { RouteAnswer, Routes } from './routes.ts';

/** Refusals that are the bot's doing whatever was scripted: it sent something wrong. */
const ALWAYS_WRONG = [50035, 50006, 40094];
/** What Discord counts towards barring an address. */
const COUNTED_AGAINST = [401, 403, 429];

/** The REST half of the server. */
export interface Rest {
  handle(message: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Answers of 401, 403 and 429 so far: 10,000 in ten minutes bar an address. */
  barring(): number;
}

/** Answers requests by the routes, with the faults that lie in wait for them. */
export function createRest(parts: {
  readonly clock: ServerClock;
  readonly routes: Routes;
  readonly faults: RouteFaults;
  readonly exchangeOf: (request: ApiRequest) => Exchange | undefined;
  /** What Discord's schema has against a request; nothing where no schema is given. */
  readonly judge: (request: ApiRequest) => readonly string[];
  readonly onViolation: (violation: string) => void;
  readonly onChange: () => void;
}): Rest {
  const { clock, routes, faults, exchangeOf, judge, onViolation, onChange } = parts;
  const limit = createRateLimits(clock);
  let barring = 0;

  return {
    barring: () => barring,
    async handle(message, response) {
      const request = await readRequest(message).catch(() => null);
      if (request === null)
        return write(response, { status: 400, body: { message: 'Bad request', code: 0 } });
      const exchange = exchangeOf(request);
      const fault = faults.take(request);
      if (fault !== null && exchange) exchange.excused = true;
      const answer = await meet(request, response, fault);
      if (answer === null) {
        onChange();
        return;
      }
      if (COUNTED_AGAINST.includes(answer.status)) barring += 1;
      if (exchange) exchange.connection = message.socket;
      write(response, answer);
      onChange();
    },
  };

  /** Carries a request out, or lets its fault happen. @returns `null` where no answer is to be written */
  async function meet(
    request: ApiRequest,
    response: ServerResponse,
    fault: Fault | null,
  ): Promise<RouteAnswer | null> {
    switch (fault?.kind) {
      case undefined:
        return carryOut(request);
      case 'late':
        await wait(fault.afterMs);
        return carryOut(request);
      case 'rate-limited':
        return tooMany(fault.retryAfterMs, fault.global ?? false);
      case 'status':
        return {
          status: fault.status,
          body: { message: fault.message ?? String(fault.status), code: fault.code ?? 0 },
        };
      case 'done-but-status':
        carryOut(request);
        return { status: fault.status, body: { message: 'Internal Server Error', code: 0 } };
      case 'done-but-dropped':
        carryOut(request);
        response.destroy();
        return null;
      case 'dropped':
        response.destroy();
        return null;
      case 'hang':
        return null;
    }
  }

  function carryOut(request: ApiRequest): RouteAnswer {
    for (const problem of judge(request))
      onViolation(`${request.method} ${request.path}: schema: ${problem}`);
    const verdict = request.path.startsWith('/webhooks/')
      ? limit(request.path.split('/').slice(0, 4).join('/'))
      : { headers: {}, retryAfterMs: null };
    if (verdict.retryAfterMs !== null) {
      const answer = tooMany(verdict.retryAfterMs, false);
      return { ...answer, headers: { ...verdict.headers, ...answer.headers } };
    }
    try {
      return { ...routes(request), headers: verdict.headers };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      note(request, error);
      return { status: error.status, body: error.toBody(), headers: verdict.headers };
    }
  }

  function note(request: ApiRequest, error: ApiError): void {
    const exchange = exchangeOf(request);
    exchange?.refusals.push(error.code);
    // The client broke the connection before it had read the former answer: to ask again is its right.
    if (error.code === 40060 && exchange?.connection?.destroyed) return;
    if (exchange?.excused && !ALWAYS_WRONG.includes(error.code)) return;
    const problems = error.problems.map(({ path, message }) => `${path}: ${message}`).join('; ');
    onViolation(`${request.method} ${request.path}: ${error.code} ${error.message} ${problems}`.trim());
  }
}

function tooMany(retryAfterMs: number, global: boolean): RouteAnswer {
  const seconds = retryAfterMs / 1000;
  return {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: seconds, global },
    headers: {
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global && { 'x-ratelimit-global': 'true' }),
    },
  };
}

function write(response: ServerResponse, { status, body, headers }: RouteAnswer): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    ...headers,
    ...(body !== undefined && { 'content-type': 'application/json' }),
  });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
