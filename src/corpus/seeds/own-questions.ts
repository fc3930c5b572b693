import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ExpectedError } from '../../errors.ts';

/** Name of the file with the owner's own questions, at the top of the seeds folder. */
export const OWN_QUESTIONS_FILE = 'questions.json';

/** A question whose answer its owner knows. */
export interface OwnQuestion {
  readonly question: string;
  /** What the first quote must hold; `null` where any answer will do. */
  readonly contains: string | null;
  readonly answerable: boolean;
}

const ownQuestions = z.array(
  z.object({
    question: z.string().min(1),
    contains: z.string().min(1).optional(),
    answerable: z.boolean().default(true),
  }),
);

/** Reads questions in the form of `questions.json`. @throws ExpectedError `seed-refused` for another form. */
export function parseOwnQuestions(json: string, file: string): readonly OwnQuestion[] {
  const parsed = ownQuestions.safeParse(parseJson(json, file));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place =
      typeof issue?.path[0] === 'number'
        ? `question ${issue.path[0] + 1}, ${issue.path.slice(1).join('.')}: `
        : '';
    throw new ExpectedError(
      'seed-refused',
      `${file} is not a list of questions (${place}${issue?.message}); see the README.`,
    );
  }
  return parsed.data.map(({ question, contains, answerable }) => ({
    question,
    contains: contains ?? null,
    answerable,
  }));
}

/** The owner's own questions of a seeds folder; none where there is no file. @throws ExpectedError `seed-refused`. */
export async function readOwnQuestions(folder: string): Promise<readonly OwnQuestion[]> {
  const file = join(folder, OWN_QUESTIONS_FILE);
  const json = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return null;
    throw new ExpectedError('seed-refused', `${file} cannot be read (${cause.code}); mend or remove it.`, {
      cause,
    });
  });
  return json === null ? [] : parseOwnQuestions(json, file);
}

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new ExpectedError(
      'seed-refused',
      `${file} is not valid JSON (${(cause as Error).message}); mend or remove it.`,
      {
        cause,
      },
    );
  }
}
