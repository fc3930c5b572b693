// Pure.
import type { WithdrawnArticle } from '../../corpus/seeds/withdrawn.ts';
import type { Web } from '../web/web.ts';

/** What polling needs; time and randomness are given. */
export interface PollParts {
  readonly web: Web;
  readonly seedsFolder: string;
  readonly clock: () => Date;
  /** 0…1 */
  readonly random: () => number;
  /** Waits between two requests to one host. */
  readonly pause: (ms: number) => Promise<void>;
  /** What must not come in again. */
  readonly withdrawn: readonly WithdrawnArticle[];
}

/** What gathering needs of its caller; the rest of what polling needs stands in the seeds. */
export type GatherParts = Omit<PollParts, 'withdrawn'> & { readonly indexFolder: string };
