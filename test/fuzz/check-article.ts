import { expect } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { normaliseText } from '../../src/corpus/normalise.ts';
import { blocksOf, passagesOf } from '../../src/corpus/passages.ts';
import { articleFromDraft } from '../../src/corpus/seeds/draft.ts';
import { readMarkdown } from '../../src/corpus/seeds/markdown.ts';
import { writeArticleFile } from '../../src/gathering/articles/article-file.ts';

/** One piece a word and one a punctuation mark, as BERT's tokenizer nearly does. */
const tokenize = (text: string) => Array.from(text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu), (_, i) => i);

const bare = (text: string) => text.replace(/\s+/gu, '');

/** Whatever an article was read from: its spans are right, nothing of its text is lost, and its file gives it back. */
export function checkArticle(article: Article): void {
  const { text, title, headings } = article;
  const blocks = blocksOf(article);
  expect(title).toBe(normaliseText(title));
  expect(blocks.map(({ start, end }) => text.slice(start, end)).join('\n\n')).toBe(text);
  for (const { start, end } of blocks) {
    const block = text.slice(start, end);
    expect(block).toBe(normaliseText(block));
  }
  const headingStarts = blocks.filter(({ isHeading }) => isHeading).map(({ start, end }) => ({ start, end }));
  expect(headingStarts).toEqual(headings);
  let last = 0;
  for (const passage of passagesOf(article, tokenize)) {
    expect(passage.start).toBeGreaterThanOrEqual(last);
    last = passage.start;
    for (const { start, end } of passage.sentences) {
      expect(start).toBeGreaterThanOrEqual(last);
      expect(end).toBeLessThanOrEqual(passage.end);
      const sentence = text.slice(start, end);
      expect(sentence).toBe(sentence.trim());
      expect(sentence.isWellFormed()).toBe(true);
      last = end;
    }
  }
  const sentences = passagesOf(article, tokenize).flatMap((passage) => passage.sentences);
  const quoted = sentences.map(({ start, end }) => bare(text.slice(start, end))).join('');
  const told = blocks
    .filter(({ isHeading }) => !isHeading)
    .map(({ start, end }) => bare(text.slice(start, end)));
  expect(quoted).toBe(told.join(''));
  checkFile(article);
}

function checkFile(article: Article): void {
  // A private-use character that the Markdown reader keeps for itself.
  if (article.text.includes('\ue000')) return;
  const facts = { author: null, modifiedAt: null, feed: null, addedAt: '2026-03-02T10:00:00.000Z' };
  const [draft] = readMarkdown(writeArticleFile(article, facts), 'file.md').drafts;
  expect(draft && articleFromDraft(draft, 'file.md')).toEqual(article);
}
