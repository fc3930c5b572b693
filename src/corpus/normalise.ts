// Pure. Text is normalised here, once, before any offset into it exists.

/** Invisible characters that only hinder: byte order marks, soft hyphens, zero-width spaces, bidi controls. Joiners stay: scripts need them. */
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]/gu;
/** Control characters but white space. */
const CONTROLS = /(?![\s\u0085])\p{Cc}/gu;
/** Anything that normalisation may change, composition aside; most lines of most files hold nothing of it. */
const SUSPECT = new RegExp(`[^\\S ]| {2}|^ | $|\\p{Cc}|${INVISIBLE.source}`, 'u');
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029\v\f]/gu;
const BULLET = /^(?:[-*•‣▪●–]|\d{1,3}[.)])\s+\S/u;
/** Lines that are on average longer than a hard-wrapped one are paragraphs. */
const WRAPPED_LINE_CHARACTERS = 100;

/**
 * One line of text: Unicode NFC, every run of white space a single space, nothing at either end, no invisible
 * or control characters, a lone surrogate replaced by U+FFFD. Quotation marks and dashes stay as they are.
 * Normalising twice changes nothing.
 */
export function normaliseText(raw: string): string {
  if (!SUSPECT.test(raw) && raw.isWellFormed()) return raw.normalize('NFC');
  return raw
    .toWellFormed()
    .replace(INVISIBLE, '')
    .replace(CONTROLS, '')
    .normalize('NFC')
    .replace(/[\s\u0085]+/gu, ' ')
    .trim();
}

/**
 * Splits plain text into normalised blocks: at blank lines; bullets stand alone; the lines of a hard-wrapped
 * paragraph are joined. Where no line is blank and lines are long, each line is a paragraph.
 */
export function splitBlocks(raw: string): readonly string[] {
  const lines = raw.replace(LINE_ENDS, '\n').split('\n').map(normaliseText);
  return joinLines(lines, areParagraphs(lines));
}

function areParagraphs(lines: readonly string[]): boolean {
  const filled = lines.filter((line) => line !== '');
  const inner = lines.slice(lines.indexOf(filled[0] ?? ''), lines.lastIndexOf(filled.at(-1) ?? '') + 1);
  // The first line may be a title.
  const characters = filled.slice(1).reduce((sum, line) => sum + line.length, 0);
  return !inner.includes('') && characters > (filled.length - 1) * WRAPPED_LINE_CHARACTERS;
}

function joinLines(lines: readonly string[], lineIsBlock: boolean): readonly string[] {
  const blocks: string[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) blocks.push(open.join(' '));
    open = [];
  };
  for (const line of lines) {
    if (line === '' || lineIsBlock || BULLET.test(line)) close();
    if (line !== '') open.push(line);
  }
  close();
  return blocks;
}
