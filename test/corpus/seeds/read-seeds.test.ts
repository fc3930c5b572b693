import { chmod, mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readOwnQuestions } from '../../../src/corpus/seeds/own-questions.ts';
import { readSeeds } from '../../../src/corpus/seeds/read-seeds.ts';
import { asOrdinaryUser } from '../../support/ordinary-user.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const GOOD = 'A good article\n\nIt has a sentence.\n';

async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

describe('readSeeds', () => {
  it('reads subfolders in the order of paths and passes over what is no seed', async () => {
    const folder = await folderWith({
      'z.txt': GOOD,
      'b/a.txt': GOOD.replace('good', 'nested'),
      'picture.jpg': 'x',
      '.hidden.txt': GOOD,
      'questions.json': '[]',
    });
    const { articles, refused, files } = await readSeeds(folder);
    expect(articles.map(({ file }) => file)).toEqual(['b/a.txt', 'z.txt']);
    expect([refused, files]).toEqual([[], 2]);
  });

  it.each([
    ['an empty file', '', /it is empty/],
    ['a file of blanks', ' \n\n ', /it is empty/],
    ['a binary file', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), /not a text file/],
    ['text with a zero byte', 'A title\n\nText \0 here.', /not a text file/],
    ['another encoding', Buffer.from('Caf\xe9\n\nTexte.', 'latin1'), /not in UTF-8; save it as UTF-8/],
  ])('names %s, and reads the others', async (_what, content, reason) => {
    const { articles, refused } = await readSeeds(await folderWith({ 'bad.txt': content, 'good.txt': GOOD }));
    expect(articles.map(({ file }) => file)).toEqual(['good.txt']);
    expect(refused).toEqual([{ file: 'bad.txt', reason: expect.stringMatching(reason) }]);
  });

  it.each([
    ['cut-off JSON', 'bad.json', '{"title": "A", "te', /not valid JSON/],
    ['broken front matter', 'bad.md', '---\ntitle: "a\n---\ntext', /front matter cannot be read/],
    ['a page without an article', 'bad.html', '<html><body></body></html>', /no article can be found/],
  ])('names %s', async (_what, file, content, reason) => {
    const { refused } = await readSeeds(await folderWith({ [file]: content }));
    expect(refused).toEqual([{ file, reason: expect.stringMatching(reason) }]);
  });

  it('refuses a file of 50 MB without reading it', async () => {
    const folder = await folderWith({ 'big.txt': 'x', 'good.txt': GOOD });
    await truncate(join(folder, 'big.txt'), 50 * 1024 * 1024);
    const { articles, refused } = await readSeeds(folder);
    expect(articles).toHaveLength(1);
    expect(refused).toEqual([
      { file: 'big.txt', reason: expect.stringMatching(/larger than 20 MB; split it/) },
    ]);
  });

  it('keeps the first of two articles with one id and names both files', async () => {
    const article = (title: string) => JSON.stringify({ id: 'same', title, text: 'Text.' });
    const { articles, refused } = await readSeeds(
      await folderWith({ 'a.json': article('A'), 'b.json': article('B') }),
    );
    expect(articles.map(({ article: { title } }) => title)).toEqual(['A']);
    expect(refused).toEqual([{ file: 'b.json', reason: expect.stringMatching(/“same”.*a\.json/) }]);
  });

  it('reads UTF-8 and UTF-16 with a byte order mark', async () => {
    const folder = await folderWith({
      'a.txt': `\ufeff${GOOD}`,
      'b.txt': Buffer.from(`\ufeff${GOOD.replace('good', 'wide')}`, 'utf16le'),
    });
    expect((await readSeeds(folder)).articles.map(({ article }) => article.title)).toEqual([
      'A good article',
      'A wide article',
    ]);
  });

  it('does not run in circles', async () => {
    const folder = await folderWith({ 'a/good.txt': GOOD });
    await symlink('..', join(folder, 'a', 'up'));
    await symlink('nowhere', join(folder, 'gone.txt'));
    const { articles, refused } = await readSeeds(folder);
    expect(articles).toHaveLength(1);
    expect(refused).toEqual([{ file: 'gone.txt', reason: expect.stringMatching(/leads nowhere/) }]);
  });

  it('says what to do about a missing folder, and about a file in its place', async () => {
    const folder = await folderWith({ 'a.txt': GOOD });
    await expect(readSeeds(join(folder, 'none'))).rejects.toMatchObject({ code: 'no-seeds' });
    await expect(readSeeds(join(folder, 'a.txt'))).rejects.toMatchObject({ code: 'seeds-unreadable' });
  });

  it('names a folder and a file without permission', async () => {
    const folder = await folderWith({ 'closed/a.txt': GOOD, 'closed.txt': GOOD, 'good.txt': GOOD });
    await chmod(folder, 0o755);
    await chmod(join(folder, 'closed'), 0o000);
    await chmod(join(folder, 'closed.txt'), 0o000);
    const { articles, refused } = await asOrdinaryUser(() => readSeeds(folder));
    expect(articles).toHaveLength(1);
    expect(refused.map(({ file }) => file).sort()).toEqual(['closed', 'closed.txt']);
    await chmod(join(folder, 'closed'), 0o700);
  });
});

describe('readOwnQuestions', () => {
  it('gives each question with what it must hold', async () => {
    const folder = await folderWith({
      'questions.json': JSON.stringify([
        { question: 'who', contains: 'Ada' },
        { question: 'why', answerable: false },
      ]),
    });
    expect(await readOwnQuestions(folder)).toEqual([
      { question: 'who', contains: 'Ada', answerable: true },
      { question: 'why', contains: null, answerable: false },
    ]);
  });

  it('is empty without a file and plain about a broken one', async () => {
    expect(await readOwnQuestions(await folderWith({}))).toEqual([]);
    for (const content of ['[', '{}', '[{"question": 5}]']) {
      const folder = await folderWith({ 'questions.json': content });
      await expect(readOwnQuestions(folder)).rejects.toMatchObject({ code: 'seed-refused' });
    }
  });
});
