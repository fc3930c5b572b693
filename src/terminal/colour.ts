// Pure.

/**
 * Whether a stream is drawn on with colour: `NO_COLOR` forbids it, then `FORCE_COLOR` demands it, then
 * `TERM=dumb` forbids it, then a terminal has it.
 * @see https://no-color.org
 */
export function usesColour(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR && environment.FORCE_COLOR !== '0') return true;
  if (environment.TERM === 'dumb') return false;
  return stream.isTTY === true;
}
