// Pure.

/** A line of the outcome: what was measured, of whom, the figure, and how it compares. */
export interface Row {
  readonly measured: string;
  readonly contender: string;
  readonly figure: string;
  readonly compared: string;
}

/** A table in Markdown, as it stands in docs/performance.md. */
export function tableOf(rows: readonly Row[]): string {
  const head: Row = {
    measured: 'measured',
    contender: 'contender',
    figure: 'median (least–most)',
    compared: 'compared',
  };
  const cells = (row: Row) => [row.measured, row.contender, row.figure, row.compared];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...[head, ...rows].map((row) => (cells(row)[column] as string).length)),
  );
  const line = (row: Row) =>
    `| ${cells(row)
      .map((cell, column) => cell.padEnd(widths[column] as number))
      .join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
