import { setTimeout as pause } from 'node:timers/promises';

/** What a dead process had sent may still be under way to Discord; what it left is handed on after this. */
const SETTLING_MS = 300;
/** How often an interaction is handed on: it may be what its process died of. */
const MOST_TIMES = 2;

/**
 * Keeps what each process has in hand, and hands what a dead one left on to another. Any process can answer any
 * interaction: an answer goes to Discord over the interaction's own address.
 */
export interface HandOver<Process> {
  /** @param interaction as it came over the gateway */
  began(by: Process, id: string, interaction: unknown): void;
  ended(id: string): void;
  /** Resolves once what it left is handed on, or waits for a process that can take it. */
  died(dead: Process): Promise<void>;
  /** A process can take what waits. */
  offer(): void;
  /** Nothing is handed on after this. */
  close(): void;
}

interface InHand {
  readonly id: string;
  readonly interaction: unknown;
  /** How often it was handed on. */
  readonly times: number;
}

/** Nothing is in hand yet. */
export function createHandOver<Process>(parts: {
  /** One that takes interactions; `null` where none does. */
  readonly able: () => Process | null;
  readonly give: (to: Process, interaction: unknown) => void;
  readonly settlingMs?: number;
}): HandOver<Process> {
  const { able, give, settlingMs = SETTLING_MS } = parts;
  // In the order in which they began.
  const inHand = new Map<string, InHand & { readonly by: Process }>();
  let waiting: InHand[] = [];
  let isClosed = false;

  function offer(): void {
    const to = able();
    if (to === null || isClosed) return;
    for (const { id, interaction, times } of waiting) {
      inHand.set(id, { by: to, id, interaction, times: times + 1 });
      give(to, interaction);
    }
    waiting = [];
  }

  return {
    began(by, id, interaction) {
      inHand.set(id, { by, id, interaction, times: 0 });
    },
    ended(id) {
      inHand.delete(id);
    },
    async died(dead) {
      const left = [...inHand.values()].filter(({ by }) => by === dead);
      for (const { id } of left) inHand.delete(id);
      await pause(settlingMs);
      waiting.push(...left.filter(({ times }) => times < MOST_TIMES));
      offer();
    },
    offer,
    close() {
      isClosed = true;
    },
  };
}
