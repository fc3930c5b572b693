import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSeeds } from '../../../src/corpus/seeds/read-seeds.ts';
import { addToSeeds } from '../../../src/gathering/add.ts';
import { pollDue } from '../../../src/gathering/feeds/poller.ts';
import { readHealth } from '../../../src/gathering/feeds/read-health.ts';
import { give, startLocalServer } from '../../support/local-web.ts';
import { pageOf, TUNNEL } from '../../support/pages.ts';
import { pollParts } from '../../support/poll-parts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const RSS = { 'content-type': 'application/rss+xml', etag: '"1"' };
const LONG =
  'The council of Kell met for nine hours and decided nothing, as it has done since spring. '.repeat(10);

interface Item {
  readonly id: string;
  readonly title: string;
  readonly link?: string;
  readonly text?: string;
  readonly summary?: string;
  readonly date?: string;
}

function rss(items: readonly Item[]): string {
  const entries = items.map(
    ({ id, title, link, text, summary, date }) =>
      `<item><guid isPermaLink="false">${id}</guid><title>${title}</title>${link ? `<link>${link}</link>` : ''}${
        date ? `<pubDate>${date}</pubDate>` : ''
      }${summary ? `<description>${summary}</description>` : ''}${
        text ? `<content:encoded><![CDATA[<p>${text}</p>]]></content:encoded>` : ''
      }</item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Coast Wire</title>${entries.join('')}</channel></rss>`;
}

async function start(items: readonly Item[], fields = '') {
  const server = await startLocalServer({ '/rss': give(rss(items), RSS) });
  const seedsFolder = await temporaryFolder();
  const indexFolder = await temporaryFolder();
  await writeFile(
    join(seedsFolder, 'sources.yaml'),
    `sources:\n  - feed: ${server.origin}/rss\n    every: 10 min\n${fields}`,
  );
  let now = Date.parse('2026-06-02T10:00:00Z');
  const parts = pollParts({ seedsFolder, indexFolder, clock: () => new Date(now) });
  return {
    server,
    seedsFolder,
    indexFolder,
    poll: () => pollDue(parts),
    later: (minutes: number) => {
      now += minutes * 60_000;
    },
    now: () => now,
    titles: async () =>
      (await readSeeds(seedsFolder).catch(() => ({ articles: [] }))).articles
        .map(({ article }) => article.title)
        .sort(),
    health: async () => (await readHealth({ seedsFolder, indexFolder }, new Date(now)))[0],
  };
}

describe('polling a feed', () => {
  it('takes each item once, with what the feed says of it, and asks again when it is due', async () => {
    const { server, seedsFolder, poll, later, now, titles } = await start([
      { id: '1', title: 'Council decides nothing', text: LONG, date: 'Mon, 01 Jun 2026 08:00:00 GMT' },
      { id: '2', title: 'Council meets', text: LONG.replaceAll('nine', 'ten') },
    ]);
    expect(await poll()).toBe(now() + 10 * 60_000);
    const { articles } = await readSeeds(seedsFolder);
    expect(
      articles.map(({ article }) => [article.title, article.publisher, article.publishedAt]).sort(),
    ).toEqual([
      ['Council decides nothing', 'Coast Wire', '2026-06-01T08:00:00.000Z'],
      ['Council meets', 'Coast Wire', null],
    ]);
    await poll();
    expect(server.asked).toEqual(['/robots.txt', '/rss']);
    later(11);
    await poll();
    expect(server.asked).toHaveLength(3);
    expect(await titles()).toHaveLength(2);
  });

  it('asks only for what is new, also after a restart', async () => {
    const { server, poll, later } = await start([{ id: '1', title: 'A', text: LONG }]);
    await poll();
    let asked: string | undefined;
    server.rules['/rss'] = (request, response) => {
      asked = request.headers['if-none-match'];
      response.writeHead(304).end();
    };
    later(11);
    await poll();
    expect(asked).toBe('"1"');
  });

  it('makes a changed item a new version of its article', async () => {
    const { server, seedsFolder, poll, later, titles } = await start([
      { id: '1', title: 'First word', text: LONG },
    ]);
    await poll();
    const [before] = (await readSeeds(seedsFolder)).articles;
    server.rules['/rss'] = give(rss([{ id: '1', title: 'Last word', text: `${LONG} It was late.` }]), RSS);
    later(11);
    await poll();
    expect(await titles()).toEqual(['Last word']);
    const [after] = (await readSeeds(seedsFolder)).articles;
    expect([after?.file, after?.article.id]).toEqual([before?.file, before?.article.id]);
  });

  it('does not bring back an article whose file was deleted', async () => {
    const { seedsFolder, poll, later, titles } = await start([{ id: '1', title: 'A', text: LONG }]);
    await poll();
    await rm(join(seedsFolder, 'added'), { recursive: true });
    later(11);
    await poll();
    expect(await titles()).toEqual([]);
  });

  it('does not bring back what was withdrawn, by its address', async () => {
    const { server, seedsFolder, poll, titles } = await start([]);
    server.rules['/tunnel'] = give(pageOf(TUNNEL));
    server.rules['/rss'] = give(rss([{ id: '1', title: 'Tunnel', link: `${server.origin}/tunnel` }]), RSS);
    await writeFile(join(seedsFolder, 'withdrawn.yaml'), `withdrawn:\n  - url: ${server.origin}/tunnel\n`);
    await poll();
    expect(await titles()).toEqual([]);
    expect(server.asked).not.toContain('/tunnel');
  });

  it('fetches the page where the feed gives only a teaser, and takes the teaser where the page gives no article', async () => {
    const summary =
      'Miners are through, the road office says, and cars are to follow in the autumn of next year.';
    const { server, seedsFolder, poll } = await start([]);
    server.rules['/tunnel'] = give(pageOf(TUNNEL));
    server.rules['/locked'] = give(
      `<html><body><p>${summary}</p><p>Subscribe to continue reading.</p></body></html>`,
    );
    server.rules['/rss'] = give(
      rss([
        { id: '1', title: 'Tunnel', link: `${server.origin}/tunnel`, summary },
        { id: '2', title: 'Locked', link: `${server.origin}/locked`, summary },
        { id: '3', title: 'Too little', link: `${server.origin}/none`, summary: 'Soon.' },
      ]),
      RSS,
    );
    await poll();
    const { articles } = await readSeeds(seedsFolder);
    expect(articles.map(({ article }) => [article.title, article.text]).sort()).toEqual([
      ['Locked', summary],
      [TUNNEL.title, TUNNEL.sentences.join('\n\n')],
    ]);
  });

  it('tries an item again whose page failed for now', async () => {
    const { server, poll, later, titles, health } = await start([]);
    server.rules['/tunnel'] = (_request, response) => void response.writeHead(503).end();
    server.rules['/rss'] = give(rss([{ id: '1', title: 'Tunnel', link: `${server.origin}/tunnel` }]), RSS);
    await poll();
    expect(await titles()).toEqual([]);
    expect(await health()).toMatchObject({ articles: 0, lastError: expect.stringMatching(/answered 503/) });
    server.rules['/tunnel'] = give(pageOf(TUNNEL));
    later(11);
    await poll();
    expect(await titles()).toEqual([TUNNEL.title]);
  });

  it('takes the feed’s text while the page fails, then the page in its place, whatever address it gives itself', async () => {
    const summary =
      'Miners are through, the road office says, and cars are to follow in the autumn of next year.';
    const { server, seedsFolder, poll, later } = await start([]);
    const texts = async () => (await readSeeds(seedsFolder)).articles.map(({ article }) => article.text);
    server.rules['/tunnel'] = (request) => void request.socket.destroy();
    server.rules['/rss'] = give(
      rss([{ id: '1', title: 'Tunnel', link: `${server.origin}/tunnel?from=rss`, summary }]),
      RSS,
    );
    await poll();
    expect(await texts()).toEqual([summary]);
    server.rules['/tunnel'] = give(pageOf({ ...TUNNEL, canonical: '/tunnel' }));
    later(11);
    await poll();
    expect(await texts()).toEqual([TUNNEL.sentences.join('\n\n')]);
  });

  it('asks a host that fails once at each poll, and gives an item up after a few', async () => {
    const { server, poll, later, health } = await start([]);
    server.rules['/rss'] = give(
      rss(['1', '2', '3'].map((id) => ({ id, title: id, link: `${server.origin}/page-${id}` }))),
      RSS,
    );
    for (const id of ['1', '2', '3'])
      server.rules[`/page-${id}`] = (request) => void request.socket.destroy();
    for (let polls = 0; polls < 6; polls++) {
      await poll();
      later(11);
    }
    expect(server.asked.filter((path) => path.startsWith('/page-'))).toHaveLength(4);
    expect(await health()).toMatchObject({ articles: 0, leftOut: 3, warning: null });
  });

  it('takes only what its owner wants', async () => {
    const { poll, titles } = await start(
      [
        { id: '1', title: 'Harbour opens', text: LONG, date: 'Mon, 01 Jun 2026 08:00:00 GMT' },
        { id: '2', title: 'Harbour football', text: LONG, date: 'Mon, 01 Jun 2026 08:00:00 GMT' },
        { id: '3', title: 'Harbours of old', text: LONG, date: 'Mon, 01 Jun 2026 08:00:00 GMT' },
        { id: '4', title: 'Harbour of 2019', text: LONG, date: 'Tue, 01 Jan 2019 08:00:00 GMT' },
      ],
      '    include: [harbour]\n    exclude: football\n    keep: 1 year\n    publisher: Ours\n',
    );
    await poll();
    expect(await titles()).toEqual(['Harbour opens']);
  });

  it('waits longer after each failure, and as long as the server asks', async () => {
    const { server, poll, now, later, health } = await start([]);
    const fail = (headers = {}) => {
      server.rules['/rss'] = (_request, response) => void response.writeHead(503, headers).end();
    };
    fail();
    expect(await poll()).toBe(now() + 20 * 60_000);
    later(20);
    expect(await poll()).toBe(now() + 40 * 60_000);
    fail({ 'retry-after': '7200' });
    later(40);
    expect(await poll()).toBe(now() + 120 * 60_000);
    expect(await health()).toMatchObject({ warning: expect.stringMatching(/3 times in a row.*503/) });
    server.rules['/rss'] = give(rss([]), RSS);
    later(120);
    expect(await poll()).toBe(now() + 10 * 60_000);
    expect(await health()).toMatchObject({ warning: null });
  });

  it('warns of a feed that has been quiet for much longer than usual', async () => {
    const days = [26, 27, 28, 29, 30, 31];
    const items = days.map((day) => ({
      id: `${day}`,
      title: `News of ${day} May`,
      text: `${LONG} ${day}`,
      date: `${day} May 2026 08:00:00 GMT`,
    }));
    const { poll, later, health } = await start(items);
    await poll();
    expect(await health()).toMatchObject({ articles: 6, warning: null });
    later(60 * 30);
    expect((await health())?.warning).toMatch(/quiet for 3 days; its longest silence before was 24 hours/);
  });

  it('names what is wrong with sources.yaml', async () => {
    const { seedsFolder, poll } = await start([]);
    for (const [content, reason] of [
      ['sources: [', /sources\.yaml cannot be used/],
      ['sources:\n  - feed: ftp://x', /source 1, feed: is not an http or https address/],
      ['sources:\n  - feed: https://a.example/\n    every: often', /source 1, every: is not a duration/],
      ['sources:\n  - feed: https://a.example/\n    evry: 1 h', /evry/],
    ] as const) {
      await writeFile(join(seedsFolder, 'sources.yaml'), content);
      await expect(poll()).rejects.toThrow(reason);
    }
  });
});

describe('adding a feed', () => {
  it('takes its items, names it in sources.yaml and keeps the comments there', async () => {
    const { server, seedsFolder, indexFolder, titles, poll } = await start([]);
    server.rules['/other'] = give(rss([{ id: '1', title: 'Other news', text: LONG }]), RSS);
    await writeFile(
      join(seedsFolder, 'sources.yaml'),
      `# Mine.\nsources:\n  - feed: ${server.origin}/rss # daily\n`,
    );
    const parts = pollParts({ seedsFolder, indexFolder });
    const report = await addToSeeds([{ kind: 'url', address: `${server.origin}/other` }], parts);
    expect(report).toMatchObject({ added: [{ title: 'Other news' }], feeds: [{ articles: 1 }], refused: [] });
    const yaml = await readFile(join(seedsFolder, 'sources.yaml'), 'utf8');
    expect(yaml).toBe(
      `# Mine.\nsources:\n  - feed: ${server.origin}/rss # daily\n  - feed: ${server.origin}/other\n`,
    );
    expect(await titles()).toEqual(['Other news']);
    await poll();
    expect(await readdir(join(seedsFolder, 'added'))).toHaveLength(1);
  });

  it('makes sources.yaml where there is none', async () => {
    const { server, seedsFolder, indexFolder } = await start([]);
    await rm(join(seedsFolder, 'sources.yaml'));
    await addToSeeds(
      [{ kind: 'url', address: `${server.origin}/rss` }],
      pollParts({ seedsFolder, indexFolder }),
    );
    expect(await readFile(join(seedsFolder, 'sources.yaml'), 'utf8')).toMatch(
      /^# Feeds [\s\S]+sources:\n {2}- feed: http/,
    );
  });
});
