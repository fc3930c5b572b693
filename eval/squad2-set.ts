import { z } from 'zod';
import type { SetArticle } from './index-articles.ts';
import { readRecords } from './read-records.ts';

const paragraphForm = z.object({
  title: z.string(),
  context: z.string().min(1),
  questions: z.array(
    z.object({
      question: z.string().min(1),
      unanswerable: z.boolean(),
      answers: z.array(z.object({ text: z.string() })),
    }),
  ),
});

/** A paragraph as an article, with the questions asked about it. */
export interface Paragraph {
  readonly article: SetArticle & { readonly id: string };
  readonly questions: readonly {
    readonly id: string;
    readonly question: string;
    readonly isAnswerable: boolean;
    readonly answers: readonly string[];
  }[];
}

/** Reads a file in the form of SQuAD 2.0, a paragraph a line. @throws ExpectedError `eval-set-unreadable` */
export async function readParagraphs(file: string): Promise<readonly Paragraph[]> {
  const paragraphs = await readRecords(file, paragraphForm);
  return paragraphs.map(({ title, context, questions }, index) => {
    const id = `paragraph-${index}`;
    return {
      article: { id, title: title.replaceAll('_', ' '), text: context },
      questions: questions.map(({ question, unanswerable, answers }, number) => ({
        id: `${id}-${number}`,
        question,
        isAnswerable: !unanswerable,
        answers: unanswerable ? [] : answers.map(({ text }) => text),
      })),
    };
  });
}
