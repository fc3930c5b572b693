// Pure.
import type { ArticleDraft, RefusedPart, SeedContent } from './draft.ts';
import { draftFromFields } from './fields.ts';

/** Reads `.jsonl`: an article a line; a line that is none is named, and the others are kept. */
export function readJsonl(content: string): SeedContent {
  const drafts: ArticleDraft[] = [];
  const refused: RefusedPart[] = [];
  for (const [index, line] of content.split(/\r?\n/u).entries()) {
    if (line.trim() === '') continue;
    const draft = readLine(line);
    if (typeof draft === 'string') refused.push({ where: `line ${index + 1}`, reason: draft });
    else drafts.push(draft);
  }
  return { drafts, refused };
}

function readLine(line: string): ArticleDraft | string {
  try {
    return draftFromFields(JSON.parse(line));
  } catch (error) {
    return `it is not valid JSON (${(error as Error).message})`;
  }
}
