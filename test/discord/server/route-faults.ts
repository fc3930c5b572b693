import type { ApiRequest } from './read-request.ts';

/** What may go wrong with a request. */
export type Fault =
  /** 429 with `retry_after`. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number; readonly global?: boolean }
  /** A refusal without having done anything; `code` is Discord's. */
  | { readonly kind: 'status'; readonly status: number; readonly code?: number; readonly message?: string }
  /** The request is done, and the client is told that it failed. */
  | { readonly kind: 'done-but-status'; readonly status: number }
  /** The connection breaks without an answer. */
  | { readonly kind: 'dropped' }
  /** The request is done and the connection breaks without an answer. */
  | { readonly kind: 'done-but-dropped' }
  /** No answer, ever. */
  | { readonly kind: 'hang' }
  /** The request waits before it is done. */
  | { readonly kind: 'late'; readonly afterMs: number };

/** The routes that faults are scripted for. */
export type FaultRoute = 'gateway-bot' | 'commands' | 'callback' | 'original' | 'follow-up' | 'message';

const ROUTES: readonly (readonly [FaultRoute, RegExp])[] = [
  ['gateway-bot', /^\/gateway\/bot$/],
  ['commands', /^\/applications\/\d+\/(guilds\/\d+\/)?commands/],
  ['callback', /^\/interactions\/\d+\/[^/]+\/callback$/],
  ['original', /^\/webhooks\/\d+\/[^/]+\/messages\/@original$/],
  ['message', /^\/webhooks\/\d+\/[^/]+\/messages\/\d+$/],
  ['follow-up', /^\/webhooks\/\d+\/[^/]+$/],
];

/** Faults that lie in wait for requests. */
export interface RouteFaults {
  /** The next requests to a route meet these, one each, in order; then it works again. */
  next(route: FaultRoute, ...faults: readonly Fault[]): void;
  /** Every request to a route meets this, until `clear`. */
  always(route: FaultRoute, fault: Fault): void;
  clear(): void;
  /** Takes the fault for a request, if there is one. */
  take(request: Pick<ApiRequest, 'path'>): Fault | null;
  /** Scripted faults that no request has met yet. */
  waiting(): number;
}

/** No faults. */
export function createRouteFaults(): RouteFaults {
  const queues = new Map<FaultRoute, Fault[]>();
  const standing = new Map<FaultRoute, Fault>();
  return {
    next(route, ...faults) {
      queues.set(route, [...(queues.get(route) ?? []), ...faults]);
    },
    always(route, fault) {
      standing.set(route, fault);
    },
    clear() {
      queues.clear();
      standing.clear();
    },
    take({ path }) {
      const route = ROUTES.find(([, pattern]) => pattern.test(path))?.[0];
      if (route === undefined) return null;
      return queues.get(route)?.shift() ?? standing.get(route) ?? null;
    },
    waiting: () => [...queues.values()].reduce((sum, { length }) => sum + length, 0),
  };
}
