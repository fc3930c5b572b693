/** Keeps what each process has in hand, so that another one can finish what a dead one left behind. */
export interface LeftBehind<Process> {
  /** @param interaction as it came over the gateway */
  began(by: Process, id: string, interaction: unknown): void;
  ended(id: string): void;
  /** What a process that is dead had in hand, oldest first; it is kept here no longer. */
  takeFrom(dead: Process): readonly unknown[];
}

/** Nothing is in hand yet. */
export function createLeftBehind<Process>(): LeftBehind<Process> {
  // In the order in which they began.
  const inHand = new Map<string, { readonly by: Process; readonly interaction: unknown }>();
  return {
    began(by, id, interaction) {
      inHand.set(id, { by, interaction });
    },
    ended(id) {
      inHand.delete(id);
    },
    takeFrom(dead) {
      const left = [...inHand].filter(([, { by }]) => by === dead);
      for (const [id] of left) inHand.delete(id);
      return left.map(([, { interaction }]) => interaction);
    },
  };
}
