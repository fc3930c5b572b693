import { createInterface } from 'node:readline';
import { answerLine } from './answer-line.ts';
import { isLeaving } from './leaving.ts';
import type { TerminalParts } from './terminal-parts.ts';
import { writeText } from './write-text.ts';

/**
 * Answers the lines of a pipe or file in order, with no prompt; ends quietly where nobody reads any more.
 * @returns the exit code: 1 if any line failed
 */
export async function runPiped(parts: TerminalParts): Promise<number> {
  const { input, output, errorOutput } = parts;
  let failed = false;
  let first = true;
  for await (const line of createInterface({ input, terminal: false, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    if (isLeaving(line)) break;
    const outcome = await answerLine(line, parts);
    failed ||= !outcome.ok;
    const isRead = outcome.ok
      ? await writeText(output, `${first ? '' : '\n'}${outcome.text}\n`)
      : await writeText(errorOutput, `${outcome.message}\n`);
    if (outcome.ok) first = false;
    if (outcome.ok && !isRead) break;
  }
  return failed ? 1 : 0;
}
