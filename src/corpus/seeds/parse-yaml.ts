// Pure.
import { parse } from 'yaml';
import type { ExpectedError } from '../../errors.ts';

/**
 * Reads a YAML file of the owner's.
 * @param unreadable makes the error of this file
 * @throws what `unreadable` makes, with the first line of what is wrong.
 */
export function parseYaml(
  content: string,
  unreadable: (why: string, cause: unknown) => ExpectedError,
): unknown {
  try {
    return parse(content, { schema: 'core', logLevel: 'error' });
  } catch (cause) {
    throw unreadable((cause as Error).message.split('\n')[0] as string, cause);
  }
}
