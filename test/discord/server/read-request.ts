import type { IncomingMessage } from 'node:http';
import { isObject, type JsonObject } from './json.ts';

/** A request to the REST half, read whole. */
export interface ApiRequest {
  readonly method: string;
  /** Behind `/api/v10`, as `/gateway/bot`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | null;
  /** The JSON of the body, or of `payload_json` in a multipart form; `undefined` where there is none. */
  readonly body: unknown;
  /** Names of the files of a multipart form, in order. */
  readonly files: readonly string[];
}

const VERSION_PREFIX = '/api/v10';

/** Reads a request. @returns `null` where its address is not under `/api/v10` */
export async function readRequest(message: IncomingMessage): Promise<ApiRequest | null> {
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  if (!url.pathname.startsWith(`${VERSION_PREFIX}/`)) return null;
  const { body, files } = await readBody(Buffer.concat(chunks), message.headers['content-type'] ?? '');
  return {
    method: message.method ?? 'GET',
    // discord.js writes `@original` as `%40original`.
    path: decodeURIComponent(url.pathname.slice(VERSION_PREFIX.length)),
    query: url.searchParams,
    authorization: message.headers.authorization ?? null,
    body,
    files,
  };
}

async function readBody(
  bytes: Buffer,
  contentType: string,
): Promise<{ readonly body: unknown; readonly files: readonly string[] }> {
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (!contentType.startsWith('multipart/form-data')) {
    return { body: JSON.parse(bytes.toString('utf8')), files: [] };
  }
  const form = await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  const files: string[] = [];
  let body: unknown;
  for (const [name, value] of form) {
    if (name === 'payload_json') body = JSON.parse(String(value));
    else if (typeof value !== 'string') files.push(value.name);
  }
  return { body, files };
}

/** The body as an object; `{}` where it is none. */
export function objectBody({ body }: ApiRequest): JsonObject {
  return isObject(body) ? body : {};
}
