// Pure: the Unicode bidirectional controls, https://www.unicode.org/reports/tr9/.

const EMBEDDINGS = /[\u202a\u202b\u202d\u202e]/u;
const ISOLATES = /[\u2066-\u2068]/u;
const CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_FORMATTING = '\u202c';
const POP_DIRECTIONAL_ISOLATE = '\u2069';
/** Controls, marks and the scripts that are written from right to left. */
const REORDERS =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const NO_GUARDS = { before: '', after: '' } as const;

/**
 * What has to stand around one line so that its controls reorder nothing outside of it: an opening isolate for
 * each that it closes without having opened it, and an end for each embedding, override and isolate that it
 * leaves open. Its own characters all stay; most lines need nothing.
 */
export function bidiGuards(line: string): { readonly before: string; readonly after: string } {
  if (line.search(CONTROLS) === -1) return NO_GUARDS;
  let open: string[] = [];
  let before = '';
  for (const [control] of line.matchAll(CONTROLS)) {
    if (EMBEDDINGS.test(control)) open.push(POP_DIRECTIONAL_FORMATTING);
    else if (ISOLATES.test(control)) open.push(POP_DIRECTIONAL_ISOLATE);
    else if (control === POP_DIRECTIONAL_FORMATTING) {
      if (open.at(-1) === control) open.pop();
    } else {
      const isolate = open.lastIndexOf(POP_DIRECTIONAL_ISOLATE);
      if (isolate === -1) before += FIRST_STRONG_ISOLATE;
      open = open.slice(0, Math.max(isolate, 0));
    }
  }
  return { before, after: open.reverse().join('') };
}

/** A line that is to stand beside other text: in an isolate of its own where anything in it could reorder that. */
export function isolated(line: string): string {
  if (!REORDERS.test(line)) return line;
  const { before, after } = bidiGuards(line);
  return `${FIRST_STRONG_ISOLATE}${before}${line}${after}${POP_DIRECTIONAL_ISOLATE}`;
}
