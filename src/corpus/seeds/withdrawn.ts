import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ExpectedError } from '../../errors.ts';
import { parseYaml } from './parse-yaml.ts';

/** Name of the list of withdrawn articles, at the top of the seeds folder. */
export const WITHDRAWN_FILE = 'withdrawn.yaml';

const scalar = z.union([z.string(), z.number()]).transform(String);
const entry = z
  .object({
    id: scalar.optional(),
    url: z.string().optional(),
    title: scalar.optional(),
    at: scalar.optional(),
  })
  .refine(({ id, url }) => id !== undefined || url !== undefined, { error: 'needs an id or a url' });
const withdrawnFile = z.object({ withdrawn: z.array(entry).nullish() });

/** An article that must not be quoted any more, by its id or its address. */
export type WithdrawnArticle = Readonly<z.infer<typeof entry>>;

/** Reads the content of `withdrawn.yaml`. @throws ExpectedError `seeds-unreadable`, saying what is wrong. */
export function parseWithdrawn(content: string): readonly WithdrawnArticle[] {
  const parsed = withdrawnFile.safeParse(parseYaml(content, unreadable) ?? {});
  if (parsed.success) return parsed.data.withdrawn ?? [];
  const issue = parsed.error.issues[0];
  throw unreadable(`${issue?.path.join('.')} ${issue?.message}`);
}

/**
 * The withdrawn articles of a seeds folder; none where there is no list.
 * @throws ExpectedError `seeds-unreadable` for a list that cannot be read: without it nobody knows what must not
 * be quoted.
 */
export async function readWithdrawn(folder: string): Promise<readonly WithdrawnArticle[]> {
  const content = await readFile(join(folder, WITHDRAWN_FILE), 'utf8').catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return null;
      throw unreadable(`it cannot be opened, ${cause.code}`, cause);
    },
  );
  return content === null ? [] : parseWithdrawn(content);
}

/** Whether an article is on the list. */
export function isWithdrawn(
  list: readonly WithdrawnArticle[],
  article: { readonly id?: string; readonly url: string | null },
): boolean {
  return list.some(
    ({ id, url }) =>
      (id !== undefined && id === article.id) || (url !== undefined && sameAddress(url, article.url)),
  );
}

function sameAddress(a: string, b: string | null): boolean {
  return (
    b !== null && (a === b || (URL.canParse(a) && URL.canParse(b) && new URL(a).href === new URL(b).href))
  );
}

function unreadable(why: string, cause?: unknown): ExpectedError {
  return new ExpectedError(
    'seeds-unreadable',
    `${WITHDRAWN_FILE} cannot be used (${why}); mend it: nothing is indexed while it is unknown what was withdrawn.`,
    { cause },
  );
}
