// Pure.
import { type ArticleDraft, type RefusedPart, refusal, type SeedContent } from './draft.ts';
import { draftFromFields } from './fields.ts';

/** Reads `.json`: one article, or an array of them. @throws ExpectedError `seed-refused` where it is not JSON. */
export function readJson(content: string): SeedContent {
  const value = parse(content);
  const isArray = Array.isArray(value);
  const drafts: ArticleDraft[] = [];
  const refused: RefusedPart[] = [];
  for (const [index, one] of (isArray ? value : [value]).entries()) {
    const draft = draftFromFields(one);
    if (typeof draft === 'string')
      refused.push({ where: isArray ? `article ${index + 1}` : '', reason: draft });
    else drafts.push(draft);
  }
  return { drafts, refused };
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw refusal(`it is not valid JSON (${(cause as Error).message})`, cause);
  }
}
