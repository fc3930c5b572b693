import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HISTORY_LINES, loadHistory, saveHistory } from '../../src/terminal/history.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('history', () => {
  it('is kept in a folder that is made, for its owner only', async () => {
    const file = join(await temporaryFolder(), 'new', 'history');
    await saveHistory(file, ['who votes', '', '/sources']);
    expect(await loadHistory(file)).toEqual(['who votes', '/sources']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('forgets the oldest lines', async () => {
    const file = join(await temporaryFolder(), 'history');
    await saveHistory(
      file,
      Array.from({ length: HISTORY_LINES + 3 }, (_, index) => `line ${index}`),
    );
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(HISTORY_LINES);
    expect(lines[0]).toBe('line 3');
  });

  it('does without a file that cannot be read or written', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    await saveHistory(join(folder, 'file', 'history'), ['line']);
    expect(await loadHistory(join(folder, 'file', 'history'))).toEqual([]);
  });
});
