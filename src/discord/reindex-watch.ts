import type { Services } from '../../commands/services.ts';
import type { Progress } from '../chat/reply.ts';
import { ExpectedError } from '../errors.ts';

/**
 * Services with one reindex at a time: a second one is told at once how far the first is, instead of starting a
 * process that finds the index locked.
 */
export function withReindexWatch(
  services: Services,
  /** Prepares what the first person would wait for. */
  { onServed }: { readonly onServed: () => Promise<void> },
): Services {
  let running: Progress | null = null;
  return {
    ...services,
    async reindex(onProgress) {
      if (running !== null) throw alreadyRunning(running);
      running = { step: 'starting', done: 0, total: 0, unit: '' };
      try {
        const report = await services.reindex((progress) => {
          running = progress;
          onProgress(progress);
        });
        await onServed();
        return report;
      } finally {
        running = null;
      }
    },
  };
}

function alreadyRunning({ step, done, total, unit }: Progress): ExpectedError {
  const counted = total > 0 ? `, ${done} of ${total} ${unit}` : '';
  return new ExpectedError(
    'reindex-running',
    `A reindex is running already (${step}${counted}); the present articles answer meanwhile.`,
  );
}
