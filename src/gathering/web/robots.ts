import robotsParser from 'robots-parser';
import { decodeMarkup } from '../../corpus/pages/decode-markup.ts';
import { ExpectedError } from '../../errors.ts';
import type { WebAnswer } from './web-answer.ts';

// The package gives its function as the module itself, which its types do not say.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** A site's rules are asked for once a day (RFC 9309), after a failure sooner. */
const KEPT_MS = 24 * 60 * 60 * 1000;
const FAILURE_KEPT_MS = 10 * 60 * 1000;
const MAX_SITES = 1_000;
/** A site may ask for so much time between requests; more would be a ban in other words. */
const MAX_DELAY_MS = 60_000;

interface Rules {
  readonly untilMs: number;
  readonly allows: (url: URL) => boolean;
  readonly delayMs: number;
}

/**
 * What sites allow, by their robots.txt (RFC 9309): where there is none, everything; where the site fails to
 * give it, nothing.
 */
export function createRobots(parts: {
  readonly userAgent: string;
  readonly clock: () => Date;
  /** Fetches a robots.txt. @throws ExpectedError `fetch-failed` with the fact `status`. */
  readonly fetchRules: (address: string) => Promise<WebAnswer>;
}) {
  const { userAgent, clock, fetchRules } = parts;
  const sites = new Map<string, Promise<Rules>>();

  async function rulesOf({ origin }: URL): Promise<Rules> {
    const known = sites.get(origin);
    if (known && (await known).untilMs > clock().getTime()) return known;
    const oldest = sites.keys().next().value;
    if (sites.size >= MAX_SITES && oldest !== undefined) sites.delete(oldest);
    const asked = ask(origin);
    sites.set(origin, asked);
    asked.catch(() => sites.delete(origin));
    return asked;
  }

  async function ask(origin: string): Promise<Rules> {
    const address = `${origin}/robots.txt`;
    try {
      const { bytes } = await fetchRules(address);
      const robots = parseRobots(address, decodeMarkup(bytes, null));
      const delayMs = (robots.getCrawlDelay(userAgent) ?? 0) * 1000;
      return {
        untilMs: clock().getTime() + KEPT_MS,
        allows: (url) => robots.isAllowed(url.href, userAgent) !== false,
        delayMs: Number.isFinite(delayMs) ? Math.min(MAX_DELAY_MS, Math.max(0, delayMs)) : 0,
      };
    } catch (error) {
      // A host that must not be fetched from stays so.
      if (!(error instanceof ExpectedError) || error.code !== 'fetch-failed') throw error;
      const status = Number(error.facts.status ?? 0);
      const isMissing = status >= 400 && status < 500 && status !== 429;
      if (!isMissing && status === 0) throw error;
      return {
        untilMs: clock().getTime() + (isMissing ? KEPT_MS : FAILURE_KEPT_MS),
        allows: () => isMissing,
        delayMs: 0,
      };
    }
  }

  return {
    /** @throws ExpectedError `fetch-refused` where the site does not wish this address to be fetched. */
    async check(url: URL): Promise<void> {
      if ((await rulesOf(url)).allows(url)) return;
      throw new ExpectedError(
        'fetch-refused',
        `${url.href} is not fetched: the site's robots.txt asks programs to leave it alone, or cannot be read.`,
        { facts: { robots: true } },
      );
    },
    delayMs: async (url: URL): Promise<number> => (await rulesOf(url)).delayMs,
  };
}
