import type { LookupFunction } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { WebRequest } from '../../../src/gathering/web/web-answer.ts';
import { give, openWeb, type Rule, startLocalServer } from '../../support/local-web.ts';

const PAGE: WebRequest = { accept: 'text/html', types: ['text/html'], maxBytes: 100_000 };
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

/** Resolves every name to these addresses, one answer after the other; the last one stays. */
function resolving(...answers: readonly string[]): LookupFunction {
  let asked = 0;
  return (_hostname, options, callback) => {
    const address = answers[Math.min(asked++, answers.length - 1)] as string;
    const family = address.includes(':') ? 6 : 4;
    if (options.all) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
}

describe('getting a document', () => {
  it('gives its bytes, its type and where it was found', async () => {
    const { origin } = await startLocalServer({
      '/a': give('hello', {
        'content-type': 'text/html',
        etag: '"7"',
        'last-modified': 'Mon, 02 Mar 2026 09:00:00 GMT',
      }),
    });
    const answer = await openWeb({}).get(`${origin}/a`, PAGE);
    expect(text(answer.bytes)).toBe('hello');
    expect(answer).toMatchObject({
      status: 200,
      address: `${origin}/a`,
      etag: '"7"',
      contentType: 'text/html',
    });
  });

  it('says who asks, and asks only for what is new', async () => {
    const seen: unknown[] = [];
    const { origin } = await startLocalServer({
      '/a': (request, response) => {
        seen.push(request.headers);
        response.writeHead(304).end();
      },
    });
    const answer = await openWeb({}).get(`${origin}/a`, { ...PAGE, etag: '"7"', lastModified: 'yesterday' });
    expect(answer.status).toBe(304);
    expect(seen).toEqual([
      expect.objectContaining({
        'user-agent': 'DatelineTest/1.0',
        'if-none-match': '"7"',
        'if-modified-since': 'yesterday',
      }),
    ]);
  });

  it.each([
    ['gzip', gzipSync('hello')],
    ['br', brotliCompressSync('hello')],
  ])('takes %s', async (encoding, body) => {
    const { origin } = await startLocalServer({
      '/a': give(body, { 'content-type': 'text/html', 'content-encoding': encoding }),
    });
    expect(text((await openWeb({}).get(`${origin}/a`, PAGE)).bytes)).toBe('hello');
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(50_000_000))],
    ['br', brotliCompressSync(Buffer.alloc(50_000_000))],
  ])('gives up on a %s bomb as soon as it is too large', async (encoding, body) => {
    const { origin } = await startLocalServer({
      '/a': give(body, { 'content-type': 'text/html', 'content-encoding': encoding }),
    });
    await expect(openWeb({}).get(`${origin}/a`, PAGE)).rejects.toMatchObject({
      code: 'fetch-refused',
      message: expect.stringMatching(/larger than/),
    });
  });

  it.each([
    ['a body larger than allowed', give('x'.repeat(200_000)), /larger than/],
    [
      'a body that never ends',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const more = () =>
          void (response.destroyed || response.write('x'.repeat(16_384), () => setImmediate(more)));
        more();
      },
      /larger than/,
    ],
    ['another kind of file', give('%PDF', { 'content-type': 'application/pdf' }), /it is application\/pdf/],
    [
      'an unknown compression',
      give('x', { 'content-type': 'text/html', 'content-encoding': 'gzip, gzip' }),
      /not known/,
    ],
  ] as readonly [string, Rule, RegExp][])('refuses %s', async (_what, rule, reason) => {
    const { origin } = await startLocalServer({ '/a': rule });
    await expect(openWeb({}).get(`${origin}/a`, PAGE)).rejects.toMatchObject({
      code: 'fetch-refused',
      message: expect.stringMatching(reason),
    });
  });

  it.each([
    ['a broken compression', give('no gzip', { 'content-type': 'text/html', 'content-encoding': 'gzip' })],
    ['a server error', (_request, response) => void response.writeHead(500).end('x')],
    ['a dropped connection', (request) => void request.socket.destroy()],
    [
      'an answer cut off',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100' });
        response.write('half', () => response.destroy());
      },
    ],
    ['no HTTP', (request) => void request.socket.end('SSH-2.0\r\n\r\n')],
  ] as readonly [string, Rule][])('names %s as a failure', async (_what, rule) => {
    const { origin } = await startLocalServer({ '/a': rule });
    await expect(openWeb({}).get(`${origin}/a`, PAGE)).rejects.toMatchObject({ code: 'fetch-failed' });
  });

  it('gives up on a server that is silent or drips', async () => {
    const { origin } = await startLocalServer({
      '/silent': () => {},
      '/drips': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const timer = setInterval(() => response.write('x'), 50);
        response.on('close', () => clearInterval(timer));
      },
    });
    const web = openWeb({ timeoutMs: 500 });
    await expect(web.get(`${origin}/silent`, PAGE)).rejects.toThrow(/longer than 0.5 s/);
    await expect(web.get(`${origin}/drips`, PAGE)).rejects.toThrow(/longer than 0.5 s/);
  });

  it('tells for how long a server asks to be left alone', async () => {
    const { origin } = await startLocalServer({
      '/a': (_request, response) => void response.writeHead(429, { 'retry-after': '120' }).end(),
    });
    await expect(openWeb({}).get(`${origin}/a`, PAGE)).rejects.toMatchObject({
      code: 'fetch-failed',
      facts: { status: 429, retryAfterMs: 120_000 },
    });
  });
});

describe('redirects', () => {
  const to = (location: string) => (_request: unknown, response: import('node:http').ServerResponse) =>
    void response.writeHead(302, { location }).end();

  it('are followed, relative ones too', async () => {
    const { origin } = await startLocalServer({ '/a': to('/b'), '/b': to('c'), '/c': give('there') });
    expect(await openWeb({}).get(`${origin}/a`, PAGE)).toMatchObject({ address: `${origin}/c` });
  });

  it('are counted', async () => {
    const { origin, asked } = await startLocalServer({ '/a': to('/a') });
    await expect(openWeb({}).get(`${origin}/a`, PAGE)).rejects.toThrow(/redirects more than 5 times/);
    expect(asked.filter((path) => path === '/a')).toHaveLength(6);
  });

  it.each([
    ['file:///etc/passwd'],
    ['http://169.254.169.254/latest/meta-data'],
    ['http://ada:secret@127.0.0.1/'],
    ['http://[::1]/'],
  ])('to %s are refused', async (location) => {
    const { origin } = await startLocalServer({ '/a': to(location) });
    await expect(openWeb({}).get(`${origin}/a`, PAGE)).rejects.toMatchObject({ code: 'fetch-refused' });
  });

  it('to a name of an inner address are refused, though the first host is allowed', async () => {
    const inner = await startLocalServer({ '/secret': give('secret') });
    const { origin } = await startLocalServer({ '/a': to(`http://inner.example:${inner.port}/secret`) });
    const web = openWeb({ lookup: resolving('127.0.0.1') });
    await expect(web.get(`${origin}/a`, PAGE)).rejects.toMatchObject({
      code: 'fetch-refused',
      facts: { host: 'inner.example' },
    });
    expect(inner.asked).toEqual([]);
  });
});

describe('inner addresses', () => {
  it.each([
    ['127.0.0.1'],
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['fd00:ec2::254'],
  ])('are not connected to under another name (%s)', async (address) => {
    const server = await startLocalServer({ '/a': give('secret') });
    const web = openWeb({ hosts: [], lookup: resolving(address) });
    await expect(web.get(`http://news.example:${server.port}/a`, PAGE)).rejects.toMatchObject({
      code: 'fetch-refused',
    });
    expect(server.asked).toEqual([]);
  });

  it('cannot be reached by a name that resolves differently a moment later: the socket uses the one look-up that is checked', async () => {
    const server = await startLocalServer({ '/a': give('secret') });
    let looked = 0;
    const lookup: LookupFunction = (...args) => {
      looked++;
      resolving('127.0.0.1')(...args);
    };
    const web = openWeb({ hosts: ['news.example'], lookup });
    await web.get(`http://news.example:${server.port}/a`, PAGE);
    // The page came over the connection that robots.txt had opened.
    expect([looked, server.asked]).toEqual([1, ['/robots.txt', '/a']]);
    await expect(web.get(`http://other.example:${server.port}/a`, PAGE)).rejects.toMatchObject({
      code: 'fetch-refused',
    });
    expect([looked, server.asked.length]).toEqual([2, 2]);
  });

  it('are refused where only one of several addresses of a name leads inwards', async () => {
    const server = await startLocalServer({ '/a': give('secret') });
    const mixed: LookupFunction = (_hostname, _options, callback) =>
      callback(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '93.184.215.14', family: 4 },
      ]);
    const web = openWeb({ hosts: [], lookup: mixed });
    await expect(web.get(`http://mixed.example:${server.port}/a`, PAGE)).rejects.toMatchObject({
      code: 'fetch-refused',
    });
    expect(server.asked).toEqual([]);
  });

  it('are fetched from where the owner names the host', async () => {
    const { port } = await startLocalServer({ '/a': give('ours') });
    const web = openWeb({ hosts: ['intranet.example'], lookup: resolving('127.0.0.1') });
    expect(text((await web.get(`http://intranet.example:${port}/a`, PAGE)).bytes)).toBe('ours');
  });
});

describe('robots.txt', () => {
  const plain = { 'content-type': 'text/plain' };

  it('is respected, for this program by name, and asked for once', async () => {
    const { origin, asked } = await startLocalServer({
      '/robots.txt': give(
        'User-agent: DatelineTest\nDisallow: /private\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /',
        plain,
      ),
      '/a': give('open'),
      '/private/b': give('closed'),
    });
    const web = openWeb({});
    expect(text((await web.get(`${origin}/a`, PAGE)).bytes)).toBe('open');
    await expect(web.get(`${origin}/private/b`, PAGE)).rejects.toMatchObject({
      code: 'fetch-refused',
      facts: { robots: true },
    });
    expect(await web.delayMs(`${origin}/a`)).toBe(3_000);
    expect(asked).toEqual(['/robots.txt', '/a']);
  });

  it('is respected where a redirect leads', async () => {
    const closed = await startLocalServer({
      '/robots.txt': give('User-agent: *\nDisallow: /', plain),
      '/b': give('x'),
    });
    const { origin } = await startLocalServer({
      '/a': (_request, response) => void response.writeHead(301, { location: `${closed.origin}/b` }).end(),
    });
    await expect(openWeb({}).get(`${origin}/a`, PAGE)).rejects.toMatchObject({ facts: { robots: true } });
    expect(closed.asked).toEqual(['/robots.txt']);
  });

  it('forbids everything while the site fails to give it, and is asked for again later', async () => {
    let now = new Date('2026-03-02T10:00:00Z');
    const server = await startLocalServer({
      '/robots.txt': (_request, response) => void response.writeHead(503).end(),
      '/a': give('open'),
    });
    const web = openWeb({ clock: () => now });
    await expect(web.get(`${server.origin}/a`, PAGE)).rejects.toMatchObject({ facts: { robots: true } });
    server.rules['/robots.txt'] = give('', plain);
    await expect(web.get(`${server.origin}/a`, PAGE)).rejects.toMatchObject({ facts: { robots: true } });
    now = new Date('2026-03-02T10:11:00Z');
    await expect(web.get(`${server.origin}/a`, PAGE)).resolves.toMatchObject({ status: 200 });
  });
});
