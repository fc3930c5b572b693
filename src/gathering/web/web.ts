import { lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { request } from 'undici';
import { ExpectedError } from '../../errors.ts';
import { createGuardedAgent } from './guarded-agent.ts';
import { readBody, tooLarge } from './read-body.ts';
import { createRobots } from './robots.ts';
import { checkWebAddress, type IsAllowedHost } from './web-address.ts';
import type { WebAnswer, WebRequest } from './web-answer.ts';

/** The web as Dateline reads it: safely, and as sites wish. */
export interface Web {
  /**
   * Fetches a document.
   * @throws ExpectedError `fetch-refused` where it may not or need not be fetched, `fetch-failed` where the
   * server or the way to it failed; the fact `retryAfterMs` says for how long a server asks to be left alone.
   */
  get(address: string, wanted: WebRequest): Promise<WebAnswer>;
  /** Least time between two requests to this address's host, as its robots.txt asks; 0 where it does not. */
  delayMs(address: string): Promise<number>;
  readonly isAllowed: IsAllowedHost;
  close(): Promise<void>;
}

const MAX_REDIRECTS = 5;
const TIMEOUT_MS = 20_000;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Opens the web. Nothing is fetched before it is asked for. */
export function createWeb(options: {
  readonly isAllowed: IsAllowedHost;
  readonly userAgent: string;
  readonly clock: () => Date;
  /** For a whole document, redirects included. */
  readonly timeoutMs?: number;
  readonly lookup?: LookupFunction;
}): Web {
  const { isAllowed, userAgent, clock, timeoutMs = TIMEOUT_MS } = options;
  const agent = createGuardedAgent({ isAllowed, lookup: options.lookup ?? (systemLookup as LookupFunction) });
  const robots = createRobots({ userAgent, clock, fetchRules: (address) => follow(address, RULES, null) });

  async function follow(
    address: string,
    wanted: WebRequest & { readonly cut?: boolean },
    mayFetch: ((url: URL) => Promise<void>) | null,
  ): Promise<WebAnswer> {
    const signal = AbortSignal.timeout(timeoutMs);
    let url = checkWebAddress(address, isAllowed);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      await mayFetch?.(url);
      const answer = await ask(url, wanted, signal);
      if (!(answer instanceof URL)) return answer;
      url = answer;
    }
    throw new ExpectedError('fetch-refused', `${address} redirects more than ${MAX_REDIRECTS} times.`);
  }

  /** One request; a URL is where the server sends us on to. */
  async function ask(
    url: URL,
    wanted: WebRequest & { readonly cut?: boolean },
    signal: AbortSignal,
  ): Promise<WebAnswer | URL> {
    try {
      const { statusCode, headers, body } = await request(url, {
        dispatcher: agent,
        signal,
        headers: headersOf(wanted, userAgent),
      });
      // A body that is thrown away says so; nobody need hear it.
      body.on('error', () => {});
      const header = (name: string) => [headers[name]].flat()[0] ?? null;
      if (statusCode !== 200) {
        await body.dump({ limit: 16_384 }).catch(() => {});
        return withoutBody(url, statusCode, header);
      }
      const problem = whyNotWanted(header, wanted);
      if (problem !== null) {
        body.destroy();
        throw problem;
      }
      const limit = { maxBytes: wanted.maxBytes, cut: wanted.cut ?? false };
      const bytes = await readBody(body, header('content-encoding') ?? '', limit);
      return answerOf(url, 200, header, bytes);
    } catch (error) {
      throw expectedOf(error, url, timeoutMs);
    }
  }

  function withoutBody(url: URL, status: number, header: Header): WebAnswer | URL {
    const location = header('location');
    if (REDIRECTS.includes(status) && location !== null) return checkWebAddress(location, isAllowed, url);
    if (status === 304) return answerOf(url, 304, header, new Uint8Array());
    throw new ExpectedError('fetch-failed', `the server answered ${status}`, {
      facts: { status, retryAfterMs: retryAfterMs(header('retry-after'), clock()) },
    });
  }

  return {
    get: (address, wanted) => follow(address, wanted, robots.check),
    delayMs: (address) => robots.delayMs(new URL(address)),
    isAllowed,
    close: () => agent.destroy(),
  };
}

type Header = (name: string) => string | null;

/** How robots.txt is asked for: what is longer than its standard demands is cut. */
const RULES = { accept: 'text/plain', types: [], maxBytes: 512 * 1024, cut: true } as const;

function headersOf({ accept, etag, lastModified }: WebRequest, userAgent: string): Record<string, string> {
  return {
    accept,
    'accept-encoding': 'gzip, br',
    'accept-language': 'en, *;q=0.5',
    'user-agent': userAgent,
    ...(etag ? { 'if-none-match': etag } : {}),
    ...(lastModified ? { 'if-modified-since': lastModified } : {}),
  };
}

function answerOf(url: URL, status: 200 | 304, header: Header, bytes: Uint8Array): WebAnswer {
  return {
    status,
    address: url.href,
    contentType: header('content-type'),
    bytes,
    etag: header('etag'),
    lastModified: header('last-modified'),
  };
}

function whyNotWanted(header: Header, { types, maxBytes, ...rest }: WebRequest & { cut?: boolean }) {
  const type = (header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type !== '' && types.length > 0 && !types.includes(type)) {
    return new ExpectedError('fetch-refused', `it is ${type}, not a page or feed`, { facts: { type } });
  }
  return !rest.cut && Number(header('content-length') ?? 0) > maxBytes ? tooLarge(maxBytes) : null;
}

/** Seconds, or a date. */
function retryAfterMs(value: string | null, now: Date): number | null {
  if (value === null) return null;
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isFinite(ms) && ms > 0 ? ms : null;
}

/** Puts a failure into words; anything unknown stays as it is. */
function expectedOf(error: unknown, url: URL, timeoutMs: number): unknown {
  const expected = causesOf(error).find((cause) => cause instanceof ExpectedError);
  if (expected) {
    const isWhole = expected.message.endsWith('.');
    const message = isWhole ? expected.message : `${url.href} cannot be fetched: ${expected.message}.`;
    return new ExpectedError(expected.code, message, { cause: error, facts: expected.facts });
  }
  const { code, name } = error as { code?: string; name?: string };
  const why =
    name === 'TimeoutError' ? `it took longer than ${timeoutMs / 1000} s` : (WORDS[code ?? ''] ?? null);
  const isOfNetwork =
    why !== undefined ||
    (typeof code === 'string' && /^(?:E[A-Z]|UND_|Z_|ERR_|HPE_|CERT_|DEPTH_|SELF_|UNABLE_)/.test(code));
  if (!isOfNetwork) return error;
  return new ExpectedError('fetch-failed', `${url.href} cannot be fetched: ${why ?? code}.`, {
    cause: error,
    facts: { code: code ?? name ?? null },
  });
}

const WORDS: Readonly<Record<string, string>> = {
  HTTPParserError: 'the host does not speak HTTP',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name of the host could not be looked up',
  ECONNREFUSED: 'the host refuses connections',
  ECONNRESET: 'the connection broke',
  UND_ERR_SOCKET: 'the connection broke',
  UND_ERR_CONNECT_TIMEOUT: 'the host does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'the host does not answer',
  UND_ERR_BODY_TIMEOUT: 'the host stopped answering',
};

function causesOf(error: unknown): readonly unknown[] {
  const causes: unknown[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 8; cause = cause.cause) {
    causes.push(cause, ...(cause instanceof AggregateError ? cause.errors : []));
  }
  return causes;
}
