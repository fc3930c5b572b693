// Pure.
import type { Paint } from './paint.ts';
import { visibleText } from './visible-text.ts';
import { wrap } from './wrap.ts';

/** What a block is drawn with. */
export interface Layout {
  /** Cells that a line may take. */
  readonly columns: number;
  readonly paint: Paint;
  readonly now: Date;
}

/** Lines of plain text behind an indent; the first line may have another of the same width, as `• `. */
export function indented(
  text: string,
  options: { readonly columns: number; readonly indent: string; readonly first?: string },
): readonly string[] {
  const { columns, indent, first = indent } = options;
  return wrap([{ text: visibleText(text), bold: false }], columns - indent.length).map(
    (runs, index) => (index === 0 ? first : indent) + runs.map((run) => run.text).join(''),
  );
}
