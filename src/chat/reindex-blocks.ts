// Pure.
import type { ReindexReport } from '../indexing/report.ts';
import { count } from './count.ts';
import type { Block, Fact } from './reply.ts';

/** Refused files that are named one by one. */
const NAMED_REFUSALS = 20;

/** A rebuild's report as people read it. */
export function reindexBlocks(report: ReindexReport): readonly Block[] {
  const { proof } = report;
  const changed = report.new + report.changed + report.removed;
  const facts: Fact[] = [
    { label: 'articles', value: `${report.articles} in ${count(report.passages, 'passage')}` },
    {
      label: 'changes',
      value: `${report.new} new, ${report.changed} changed, ${report.removed} removed, ${report.unchanged} unchanged`,
    },
    { label: 'duplicates', value: `${report.duplicates}` },
    { label: 'refused', value: `${report.refused.length}` },
  ];
  if (proof.unchanged !== true) {
    facts.push({
      label: 'proof',
      value: `${proof.slicesChecked} passages exact, vector recall ${proof.vectorRecall}, ${proof.titlesFound} of ${proof.titlesChecked} titles found, ${proof.questionsRight} of ${proof.questions} own questions right`,
    });
  }
  facts.push({ label: 'time', value: `${(report.tookMs / 1000).toFixed(1)} s` });
  return [
    {
      kind: 'heading',
      text:
        proof.unchanged === true && changed === 0
          ? `Nothing has changed: generation ${report.generation} goes on being served.`
          : `Generation ${report.generation} is served.`,
    },
    { kind: 'facts', facts },
    ...refusedBlocks(report),
  ];
}

function refusedBlocks({ refused }: ReindexReport): readonly Block[] {
  if (refused.length === 0) return [];
  const named = refused
    .slice(0, NAMED_REFUSALS)
    .map(({ file, reason }): Fact => ({ label: file, value: reason }));
  const more = refused.length - named.length;
  return [
    { kind: 'heading', text: 'Left out' },
    { kind: 'facts', facts: named },
    ...(more > 0 ? [{ kind: 'paragraph', text: `… and ${more} more.` } as const] : []),
  ];
}
