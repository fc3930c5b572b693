// Pure.
import type { Fact } from '../chat/reply.ts';
import { indented, type Layout } from './layout.ts';
import { textWidth } from './text-width.ts';
import { visibleText } from './visible-text.ts';

/** Widest label in cells that still stands beside its value. */
const WIDEST_LABEL = 34;
const GAP = 2;

/** Labels in a column and wrapped values beside it; a label too wide for the column has a line of its own. */
export function renderFacts(facts: readonly Fact[], { columns }: Layout): readonly string[] {
  const limit = Math.min(WIDEST_LABEL, Math.floor(columns / 2) - GAP);
  const widths = facts.map(({ label }) => textWidth(visibleText(label))).filter((width) => width <= limit);
  const column = Math.max(GAP, ...widths);
  const indent = ' '.repeat(column + GAP);
  return facts.flatMap(({ label, value }) => {
    const shown = visibleText(label);
    const width = textWidth(shown);
    if (width > column) {
      return [...indented(shown, { columns, indent: '' }), ...indented(value, { columns, indent })];
    }
    const lines = indented(value, { columns, indent });
    const first = shown + (lines[0] ?? '').slice(width);
    return [first.trimEnd(), ...lines.slice(1)];
  });
}
