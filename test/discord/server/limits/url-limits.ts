// Pure.
import type { Problems } from './problems.ts';

/** Checks an address where one is given: its length, that it is one, and its scheme. */
export function checkUrl(
  problems: Problems,
  path: string,
  url: unknown,
  { schemes, max }: { readonly schemes: readonly string[]; readonly max: number },
): void {
  if (url === undefined || url === null) return;
  problems.length(path, url, { min: 1, max });
  const parsed = URL.parse === undefined ? tryParse(String(url)) : URL.parse(String(url));
  if (parsed === null) problems.add(path, 'Not a well formed URL.');
  else if (!schemes.includes(parsed.protocol)) {
    problems.add(path, `Scheme "${parsed.protocol}" must be one of ${schemes.join(', ')}.`);
  }
}

function tryParse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}
