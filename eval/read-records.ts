import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { z } from 'zod';
import { ExpectedError } from '../src/errors.ts';

/**
 * Reads a set's file: one JSON object a line, packed where its name ends in `.gz`.
 * @throws ExpectedError `eval-set-unreadable` naming the file and the first line in another form.
 */
export async function readRecords<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<readonly z.infer<Schema>[]> {
  const lines = (await readText(file)).split(/\r?\n/u);
  return lines.flatMap((line, index) =>
    line.trim() === '' ? [] : [parseLine(line, schema, `line ${index + 1} of ${file}`)],
  );
}

async function readText(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    return (file.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes).toString('utf8');
  } catch (cause) {
    throw new ExpectedError('eval-set-unreadable', `The set's file ${file} cannot be read.`, { cause });
  }
}

function parseLine<Schema extends z.ZodType>(line: string, schema: Schema, place: string): z.infer<Schema> {
  const unreadable = (why: string | undefined, cause?: unknown) =>
    new ExpectedError('eval-set-unreadable', `In ${place}: ${why}; see docs/answering.md for the form.`, {
      cause,
    });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw unreadable((cause as Error).message, cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unreadable(`${issue?.path.join('.')} ${issue?.message}`);
}
