/** How long a test waits for something that must come. */
const PATIENCE_MS = 15_000;

/** Lets a test wait for a change of what it looks at, without polling. */
export interface Watched {
  /** To be called after each change. */
  changed(): void;
  /**
   * Waits until `read` gives something else than `undefined`, `null` or `false`.
   * @throws Error naming `what`, after 15 s or the time given.
   */
  until<T>(what: string, read: () => T | undefined | null | false, withinMs?: number): Promise<T>;
}

/** Nothing has changed yet. */
export function createWatched(): Watched {
  const listeners = new Set<() => void>();
  return {
    changed() {
      for (const listener of [...listeners]) listener();
    },
    until(what, read, withinMs = PATIENCE_MS) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          listeners.delete(look);
          reject(new Error(`Waited ${withinMs} ms in vain for: ${what}`));
        }, withinMs);
        const look = () => {
          const value = read();
          if (value === undefined || value === null || value === false) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(value);
        };
        listeners.add(look);
        look();
      });
    },
  };
}
