// Pure.
import type { AddReport } from '../gathering/add-report.ts';
import type { ReindexReport } from '../indexing/report.ts';
import type { Block, Fact } from './reply.ts';

/** What came of adding, as people read it. */
export function addBlocks(report: AddReport, reindex: ReindexReport | null): readonly Block[] {
  const { added, feeds, refused } = report;
  const titles = added.map(
    ({ title, change, file }): Fact => ({ label: WORDS[change], value: `${title} (${file})` }),
  );
  return [
    { kind: 'heading', text: headingOf(report, reindex) },
    { kind: 'facts', facts: titles },
    ...feeds.map(({ source, articles }) => ({
      kind: 'paragraph' as const,
      text: `${source} is a feed with ${articles} articles to take; it stands in sources.yaml now, and what is new in it comes in while Dateline runs.`,
    })),
    ...(refused.length === 0 ? [] : [{ kind: 'heading', text: 'Not added' } as const]),
    ...refused.map(({ reason }) => ({ kind: 'paragraph', text: reason }) as const),
  ];
}

const WORDS = { new: 'added', changed: 'new version', unchanged: 'unchanged' } as const;

function headingOf({ added }: AddReport, reindex: ReindexReport | null): string {
  if (reindex === null) return 'Nothing has changed: these articles are there already.';
  const count = added.filter(({ change }) => change !== 'unchanged').length;
  return `${count === 1 ? '1 article was' : `${count} articles were`} added; generation ${reindex.generation} is served.`;
}
