// Pure.
import type { Block } from '../src/chat/reply.ts';
import type { EvaluationTable } from './evaluation-set.ts';
import type { Comparison, EvaluationReport, ReportedFigure } from './report.ts';

/** A report for people: the figures, the tables, what went wrong. */
export function reportBlocks({ set, n, facts, figures, tables, missed }: EvaluationReport): readonly Block[] {
  const about = Object.entries(facts).map(([name, value]) => `${value} ${name}`);
  return [
    { kind: 'heading', text: [`${set}: ${n} questions`, ...about].join(' · ') },
    { kind: 'facts', facts: figures.map((figure) => ({ label: figure.name, value: figureText(figure) })) },
    ...tables.flatMap(tableBlocks),
    ...(missed.length === 0 ? [] : [{ kind: 'heading', text: 'Went wrong' } as const]),
    ...missed.map((text) => ({ kind: 'paragraph', text }) as const),
  ];
}

function figureText({ n, value, low, high, compared }: ReportedFigure): string {
  const difference = compared === null ? '' : `; ${comparisonText(compared)}`;
  return `${decimal(value)} [${decimal(low)}, ${decimal(high)}], n ${n}${difference}`;
}

function comparisonText({ n, earlier, difference, low, high }: Comparison): string {
  return `earlier ${decimal(earlier)}, difference ${signed(difference)} [${signed(low)}, ${signed(high)}], ${n} pairs`;
}

function tableBlocks({ name, rows }: EvaluationTable): readonly Block[] {
  return [
    { kind: 'heading', text: name },
    {
      kind: 'facts',
      facts: rows.map((row) => {
        const [first, ...others] = Object.entries(row);
        return {
          label: first === undefined ? '' : `${first[0]} ${decimal(first[1])}`,
          value: others
            .map(([column, value]) => `${column} ${column === 'n' ? value : decimal(value)}`)
            .join(', '),
        };
      }),
    },
  ];
}

function decimal(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}

function signed(value: number | null): string {
  return value === null ? '–' : `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
}
