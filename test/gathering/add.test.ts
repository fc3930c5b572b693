import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSeeds } from '../../src/corpus/seeds/read-seeds.ts';
import { addToSeeds } from '../../src/gathering/add.ts';
import { give, startLocalServer } from '../support/local-web.ts';
import { pageOf, TUNNEL } from '../support/pages.ts';
import { pollParts } from '../support/poll-parts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function start(rules: Parameters<typeof startLocalServer>[0]) {
  const server = await startLocalServer(rules);
  const seedsFolder = await temporaryFolder();
  const elsewhere = await temporaryFolder();
  const parts = pollParts({ seedsFolder, indexFolder: await temporaryFolder() });
  const addUrl = (...paths: readonly string[]) =>
    addToSeeds(
      paths.map((path) => ({ kind: 'url', address: `${server.origin}${path}` })),
      parts,
    );
  const addFile = async (name: string, content: string) => {
    await writeFile(join(elsewhere, name), content);
    return addToSeeds([{ kind: 'file', path: join(elsewhere, name) }], parts);
  };
  const files = async () => (await readdir(join(seedsFolder, 'added')).catch(() => [])).sort();
  const content = async (file: string) => readFile(join(seedsFolder, file), 'utf8');
  return { server, seedsFolder, addUrl, addFile, files, content };
}

describe('adding a page', () => {
  it('keeps the article with its facts in a file of its own', async () => {
    const { server, seedsFolder, addUrl, content } = await start({ '/tunnel': give(pageOf(TUNNEL)) });
    const { added, refused } = await addUrl('/tunnel');
    expect(refused).toEqual([]);
    expect(added).toEqual([
      {
        source: `${server.origin}/tunnel`,
        file: expect.stringMatching(/^added\/2026-06-01-tunnel-under-the-fjord-is-through-[0-9a-f]{12}\.md$/),
        id: expect.stringMatching(/^tunnel-under/),
        title: TUNNEL.title,
        change: 'new',
      },
    ]);
    const [saved] = added;
    expect(await content(saved?.file as string)).toContain('author: Ada Nilsen');
    const { articles } = await readSeeds(seedsFolder);
    expect(articles).toHaveLength(1);
    expect(articles[0]?.article).toMatchObject({
      id: saved?.id,
      title: TUNNEL.title,
      publisher: 'Coast Wire',
      url: `${server.origin}/tunnel`,
      publishedAt: '2026-06-01T06:00:00.000Z',
      text: TUNNEL.sentences.join('\n\n'),
    });
  });

  it('replaces the file of the same address, under the same id, also when the title has changed', async () => {
    const { server, addUrl, files, content } = await start({ '/tunnel': give(pageOf(TUNNEL)) });
    const [first] = (await addUrl('/tunnel')).added;
    expect((await addUrl('/tunnel')).added[0]?.change).toBe('unchanged');
    const corrected = { ...TUNNEL, title: 'Tunnel is through at last', modifiedAt: '2026-06-01T12:00:00Z' };
    server.rules['/tunnel'] = give(pageOf(corrected));
    const [second] = (await addUrl('/tunnel')).added;
    expect(second).toMatchObject({
      file: first?.file,
      id: first?.id,
      title: corrected.title,
      change: 'changed',
    });
    expect(await files()).toHaveLength(1);
    expect(await content(first?.file as string)).toContain('modifiedAt: 2026-06-01T12:00:00.000Z');
  });

  it('takes two addresses of one canonical page for one article', async () => {
    const { server, addUrl, files } = await start({});
    const page = give(pageOf({ ...TUNNEL, canonical: '/tunnel' }));
    server.rules['/tunnel'] = page;
    server.rules['/amp/tunnel'] = page;
    const { added } = await addUrl('/tunnel?from=feed', '/amp/tunnel');
    expect(added.map(({ change }) => change)).toEqual(['new', 'unchanged']);
    expect(await files()).toHaveLength(1);
  });

  it('names each page that cannot be added, with the reason, and adds the others', async () => {
    const { addUrl, files } = await start({
      '/tunnel': give(pageOf(TUNNEL)),
      '/empty': give('<html><body><p>Nothing here.</p></body></html>'),
      '/deep': give('<div>'.repeat(200_000)),
      '/picture': give('x', { 'content-type': 'image/png' }),
    });
    const { added, refused } = await addUrl('/empty', '/missing', '/deep', '/picture', '/tunnel');
    expect(added).toHaveLength(1);
    expect(refused.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/\/empty is not added: no article can be found in the page/),
      expect.stringMatching(/\/missing cannot be fetched: the server answered 404\.$/),
      expect.stringMatching(/\/deep is not added: /),
      expect.stringMatching(/\/picture cannot be fetched: it is image\/png/),
    ]);
    expect(await files()).toHaveLength(1);
  });
});

describe('adding a file', () => {
  it('takes a saved page the same way as a fetched one', async () => {
    const { server, addUrl, addFile, files } = await start({});
    const address = `${server.origin}/tunnel`;
    const page = pageOf({ ...TUNNEL, canonical: address });
    server.rules['/tunnel'] = give(page);
    const [saved] = (await addFile('page.html', page)).added;
    const [fetched] = (await addUrl('/tunnel')).added;
    expect(fetched).toEqual({ ...saved, source: address, change: 'unchanged' });
    expect(await files()).toHaveLength(1);
  });

  it('copies others, replaces the same article, and never another one of the same name', async () => {
    const { addFile, files } = await start({});
    const changes = [];
    for (const content of [
      '# One story\n\nIt has a sentence.\n',
      '# One story\n\nIt has a sentence.\n',
      '# One story\n\nIt has another sentence.\n',
      '# A different story\n\nIt has a sentence.\n',
    ]) {
      changes.push((await addFile('notes.md', content)).added.map(({ file, change }) => [file, change]));
    }
    expect(changes).toEqual([
      [['added/notes.md', 'new']],
      [['added/notes.md', 'unchanged']],
      [['added/notes.md', 'changed']],
      [['added/notes-2.md', 'new']],
    ]);
    expect(await files()).toEqual(['notes-2.md', 'notes.md']);
  });

  it.each([
    ['notes.pdf', 'x', /it is none of \.txt, \.md/],
    ['broken.json', '{"title": ', /not valid JSON/],
    ['empty.txt', '', /it is empty/],
    ['empty.json', '[]', /it holds no article/],
  ])('refuses %s with the reason', async (name, content, reason) => {
    const { addFile, files } = await start({});
    const { added, refused } = await addFile(name, content);
    expect([added, refused]).toEqual([
      [],
      [{ source: expect.any(String), reason: expect.stringMatching(reason) }],
    ]);
    expect(await files()).toEqual([]);
  });
});
