import { join } from 'node:path';
import { z } from 'zod';
import type { SetArticle } from './index-articles.ts';
import { readRecords } from './read-records.ts';

const questionForm = z.object({
  id: z.string(),
  /** `2023/01/05`. */
  date: z.string().regex(/^\d{4}\/\d{2}\/\d{2}$/),
  question: z.string().min(1),
  answers: z.array(z.string()).min(1),
  answer_urls: z.array(z.string()),
});

const articleForm = z.object({
  url: z.string(),
  title: z.string(),
  published: z.string().nullable(),
  text: z.string(),
});

/** A question about the news of its day. */
export type NewsQuestion = z.infer<typeof questionForm>;

/** Reads a folder in the form of RealTime QA. @throws ExpectedError `eval-set-unreadable` */
export async function readNewsSet(
  folder: string,
): Promise<{ readonly questions: readonly NewsQuestion[]; readonly articles: readonly SetArticle[] }> {
  const questions = await readRecords(join(folder, 'questions.jsonl'), questionForm);
  const articles = await readRecords(join(folder, 'articles.jsonl.gz'), articleForm);
  return {
    questions,
    articles: articles.map(({ published, ...article }) => ({ ...article, publishedAt: published })),
  };
}

/** The clock of a question: the end of its own day. Articles published later are not seen. */
export function clockOf({ date }: NewsQuestion): { readonly now: Date; readonly before: string } {
  const now = new Date(`${date.replaceAll('/', '-')}T23:59:59.999Z`);
  return { now, before: now.toISOString() };
}
