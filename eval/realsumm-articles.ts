import { z } from 'zod';
import type { Span } from '../src/corpus/span.ts';
import { readRecords } from './read-records.ts';

const articleForm = z.object({
  i: z.union([z.number(), z.string()]),
  sentences: z.array(z.string().min(1)).min(1),
  highlights: z.array(z.string().min(1)).min(1),
});

/** An article of the set as the summariser takes it, with a summary of it written by a person. */
export interface SummaryArticle {
  readonly id: string;
  /** The given sentences, a space between them. */
  readonly text: string;
  readonly sentences: readonly string[];
  /** The given borders of the sentences in `text`. */
  readonly spans: readonly Span[];
  readonly highlights: readonly string[];
}

/** Reads a set in REALSumm's form. @throws ExpectedError `eval-set-unreadable`. */
export async function readSummarySet(file: string): Promise<readonly SummaryArticle[]> {
  return (await readRecords(file, articleForm)).map(({ i, sentences, highlights }) => {
    let end = -1;
    const spans = sentences.map((sentence) => {
      const start = end + 1;
      end = start + sentence.length;
      return { start, end };
    });
    return { id: `article-${i}`, text: sentences.join(' '), sentences, spans, highlights };
  });
}
