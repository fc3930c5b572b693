// Pure.
import { splitText } from './split-text.ts';

/** Stands outside of what is cut, and says that there is more. */
const ELLIPSIS = '…';

/**
 * A text that fits once it is drawn: as it is, or its start up to a sentence or word border with an ellipsis
 * behind it. For titles and names; a quotation is never cut, it is split (`splitText`).
 * @param draw gives the form that counts; may escape
 */
export function cutText(
  text: string,
  options: { readonly limit: number; readonly draw: (text: string) => string },
): string {
  const { limit, draw } = options;
  const drawn = draw(text);
  if (drawn.length <= limit) return drawn;
  // Nothing is drawn shorter than half of it (a CRLF): what lies behind twice the limit need not be looked at.
  const head = text.slice(0, 2 * limit);
  const [part] = splitText(head, {
    limit: limit - ELLIPSIS.length,
    drawnLength: ({ start, end }) => draw(head.slice(start, end)).length,
  });
  return part === undefined ? '' : draw(head.slice(part.start, part.end)) + ELLIPSIS;
}
