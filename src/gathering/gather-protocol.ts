// Pure: what the two processes of gathering say to each other.
import type { ErrorCode } from '../errors.ts';
import type { AddReport, AddTarget } from './add-report.ts';

/** Where to gather from and to; paths are absolute. */
export interface GatherSettings {
  readonly seedsFolder: string;
  readonly indexFolder: string;
  /** Hosts that may be fetched from although they are not on the public internet. */
  readonly allowedHosts: readonly string[];
  /** How sites can reach the owner; `null` where the owner does not say. */
  readonly contact: string | null;
}

/** Sent once to the child: what to add, or to ask feeds until the parent is gone. */
export type GatherRequest =
  | { readonly kind: 'add'; readonly settings: GatherSettings; readonly targets: readonly AddTarget[] }
  | { readonly kind: 'poll'; readonly settings: GatherSettings };

/** Sent by the child. */
export type GatherMessage =
  | { readonly kind: 'added'; readonly report: AddReport }
  /** Something that the owner should know, as a plain line. */
  | { readonly kind: 'notice'; readonly message: string }
  | {
      readonly kind: 'error';
      /** `null` for a bug. */
      readonly code: ErrorCode | null;
      readonly message: string;
      readonly stack: string | null;
    };
