import type { Progress } from '../../chat/reply.ts';

/** Edits of one message at most so often: Discord takes 5 in 5 s, and a reader needs no more. */
const INTERVAL_MS = 2_000;

/** Shows how far a piece of work is, by editing the reply that waits for it. */
export interface ProgressEdits {
  readonly update: (progress: Progress) => void;
  /** No edit starts after this; resolves once the last one has ended, so that the reply itself comes last. */
  stop(): Promise<void>;
}

/** Shows the newest progress at most every 2 s, the first after 2 s; work that is soon done shows none. */
export function createProgressEdits(parts: {
  /** @returns whether another edit can come after this one */
  readonly edit: (progress: Progress) => Promise<boolean>;
}): ProgressEdits {
  let newest: Progress | null = null;
  let timer: NodeJS.Timeout | null = null;
  let editing: Promise<void> | null = null;
  let stopped = false;

  const wait = () => {
    if (!stopped && timer === null && editing === null) timer = setTimeout(show, INTERVAL_MS);
  };
  const show = () => {
    timer = null;
    const progress = newest;
    newest = null;
    if (progress === null || stopped) return;
    editing = parts.edit(progress).then((canGoOn) => {
      editing = null;
      if (!canGoOn) stopped = true;
      if (newest !== null) wait();
    });
  };

  return {
    update(progress) {
      newest = progress;
      wait();
    },
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await editing;
    },
  };
}
