// Pure.
import type { parseHTML } from 'linkedom';

/** A parsed page; TypeScript knows no DOM here. */
export type Page = ReturnType<typeof parseHTML>['document'];
