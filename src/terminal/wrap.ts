// Pure.
import { graphemesOf, graphemeWidth } from './text-width.ts';

/** Text of one weight. */
export interface StyledRun {
  readonly text: string;
  readonly bold: boolean;
}

interface Cell extends StyledRun {
  readonly width: number;
}

/**
 * Breaks runs into lines of at most `columns` cells, at spaces; a word longer than a line is broken between
 * graphemes (one that is wider than the line stands alone). Only spaces at a break are left out. No text gives
 * no lines.
 */
export function wrap(runs: readonly StyledRun[], columns: number): readonly (readonly StyledRun[])[] {
  const lines: Cell[][] = [];
  let line: Cell[] = [];
  let spaces: readonly Cell[] = [];
  const endLine = () => {
    if (line.length > 0) lines.push(line);
    line = [];
  };
  for (const token of tokensOf(cellsOf(runs))) {
    if (token[0]?.text === ' ') {
      spaces = token;
    } else if (line.length > 0 && width(line) + width(spaces) + width(token) <= columns) {
      line.push(...spaces, ...token);
    } else {
      endLine();
      for (const cell of token) {
        if (width(line) + cell.width > columns) endLine();
        line.push(cell);
      }
    }
  }
  endLine();
  return lines.map(runsOf);
}

function width(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** The graphemes of the joined text, each of the weight that it begins with. */
function cellsOf(runs: readonly StyledRun[]): readonly Cell[] {
  const ends: { readonly end: number; readonly bold: boolean }[] = [];
  let length = 0;
  for (const { text, bold } of runs) {
    length += text.length;
    ends.push({ end: length, bold });
  }
  let offset = 0;
  let run = 0;
  return graphemesOf(runs.map(({ text }) => text).join('')).map((text) => {
    while (offset >= (ends[run]?.end ?? length + 1)) run += 1;
    offset += text.length;
    return { text, bold: ends[run]?.bold ?? false, width: graphemeWidth(text) };
  });
}

/** Words and the spaces between them, in turn. */
function tokensOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const tokens: Cell[][] = [];
  for (const cell of cells) {
    const last = tokens.at(-1);
    if (last && (last[0]?.text === ' ') === (cell.text === ' ')) last.push(cell);
    else tokens.push([cell]);
  }
  return tokens;
}

function runsOf(cells: readonly Cell[]): readonly StyledRun[] {
  const runs: { text: string; readonly bold: boolean }[] = [];
  for (const { text, bold } of cells) {
    const last = runs.at(-1);
    if (last?.bold === bold) last.text += text;
    else runs.push({ text, bold });
  }
  return runs;
}
