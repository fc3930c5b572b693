import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Lines that are remembered. */
export const HISTORY_LINES = 500;

/** Lines typed in earlier runs, oldest first; none where they cannot be read. */
export async function loadHistory(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .slice(-HISTORY_LINES);
}

/**
 * Keeps the newest lines, given oldest first, readable by their owner only. A failure is ignored: the chat
 * does not depend on what was typed before.
 */
export async function saveHistory(file: string, lines: readonly string[]): Promise<void> {
  const text = lines
    .filter((line) => line.trim() !== '')
    .slice(-HISTORY_LINES)
    .map((line) => `${line.replace(/[\r\n]+/gu, ' ')}\n`)
    .join('');
  const beside = `${file}.${process.pid}.new`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(beside, text, { mode: 0o600 });
    await rename(beside, file);
  } catch {
    // Ignored on purpose: see above.
  }
}
