import { createHash } from 'node:crypto';

/** The schema that stands for a folder. */
export const schemaOf = (folder: string): string =>
  `s${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
