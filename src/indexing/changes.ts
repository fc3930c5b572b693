// Pure.
import type { GenerationMember } from '../library/library.ts';
import type { PlannedArticle } from './plan.ts';
import type { ReindexReport } from './report.ts';

/** Counts what a plan changes over the served generation; articles are the same where their ids are. */
export function countChanges(
  plan: readonly PlannedArticle[],
  members: readonly GenerationMember[],
  formerMembers: readonly (GenerationMember & { readonly id: string })[],
): Pick<ReindexReport, 'new' | 'changed' | 'removed' | 'unchanged'> {
  const former = new Map(formerMembers.map((member) => [member.id, member.articleKey]));
  const counts = { new: 0, changed: 0, removed: 0, unchanged: 0 };
  for (const [index, { article }] of plan.entries()) {
    const before = former.get(article.id);
    if (before === undefined) counts.new++;
    else if (before === members[index]?.articleKey) counts.unchanged++;
    else counts.changed++;
  }
  const ids = new Set(plan.map(({ article }) => article.id));
  for (const id of former.keys()) if (!ids.has(id)) counts.removed++;
  return counts;
}

/** Whether two generations would hold the same versions from the same files, with the same duplicates. */
export function sameMembers(a: readonly GenerationMember[], b: readonly GenerationMember[]): boolean {
  const asText = (members: readonly GenerationMember[]) =>
    members
      .map(({ articleKey, file, duplicateOf, exactCopy }) =>
        JSON.stringify([articleKey, file, duplicateOf, exactCopy]),
      )
      .sort()
      .join('\n');
  return asText(a) === asText(b);
}
