import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createWeb, type Web } from '../../src/gathering/web/web.ts';
import { createAllowedHosts } from '../../src/gathering/web/web-address.ts';

/** How a local server answers a path; without a rule for `/robots.txt` there is none. */
export type Rule = (request: IncomingMessage, response: ServerResponse) => void;

/** A server of this machine in place of the outside web, gone when the test is over. */
export async function startLocalServer(rules: Readonly<Record<string, Rule>>) {
  const asked: string[] = [];
  const changing: Record<string, Rule> = { ...rules };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] as string;
    asked.push(path);
    const rule = changing[path];
    if (rule) rule(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    /** Paths in the order in which they were asked for. */
    asked,
    /** Rules may be changed while it runs. */
    rules: changing,
  };
}

/** Answers with text, or with bytes. */
export function give(
  body: string | Uint8Array,
  headers: Readonly<Record<string, string>> = { 'content-type': 'text/html; charset=utf-8' },
): Rule {
  return (_request, response) => void response.writeHead(200, headers).end(body);
}

/** The web, closed when the test is over; local servers must be allowed by name. */
export function openWeb(
  options: Partial<Parameters<typeof createWeb>[0]> & { readonly hosts?: readonly string[] },
): Web {
  const { hosts = ['127.0.0.1'], ...rest } = options;
  const web = createWeb({
    isAllowed: createAllowedHosts(hosts),
    userAgent: 'DatelineTest/1.0',
    clock: () => new Date(),
    timeoutMs: 5_000,
    ...rest,
  });
  onTestFinished(() => web.close());
  return web;
}
