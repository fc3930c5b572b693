// Pure: what the two processes of a rebuild say to each other.
import type { ErrorCode } from '../errors.ts';
import type { LibraryPlace } from '../library/open-library.ts';
import type { ReindexReport } from './report.ts';

/** Sent once to the child: what to build from, where. Paths are absolute. */
export interface RebuildRequest extends LibraryPlace {
  readonly seedsFolder: string;
  readonly modelFolder: string;
  /** The owner's questions are judged by it; by the default unless told. */
  readonly answerThreshold?: number;
  /** Seed files that are still being written, relative to the folder. */
  readonly unsettled?: readonly string[];
}

/** Sent by the child. */
export type RebuildMessage =
  | {
      readonly kind: 'progress';
      readonly step: string;
      readonly done: number;
      readonly total: number;
      readonly unit: string;
    }
  /** Something that the owner should know, as a plain line. */
  | { readonly kind: 'notice'; readonly message: string }
  | { readonly kind: 'report'; readonly report: ReindexReport }
  | {
      readonly kind: 'error';
      /** `null` for a bug. */
      readonly code: ErrorCode | null;
      readonly message: string;
      readonly stack: string | null;
    };
