import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';

/** What `/health` tells. */
export interface Health {
  readonly status: string;
  readonly reasons: readonly string[];
  readonly index: { readonly passages: number; readonly indexedAt: string } | null;
}

/** What a bot serves on HTTP_PORT. */
export interface MonitoringPages {
  get(path: string, init?: RequestInit): Promise<Response>;
  health(): Promise<{ readonly status: number; readonly body: Health }>;
  metrics(): Promise<string>;
  /** Runs the health check of the image. @returns its exit code */
  healthCheck(): Promise<number>;
}

/** The pages at a port of this machine. */
export function monitoringPages(port: number): MonitoringPages {
  const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${path}`, init);
  return {
    healthCheck: () => runHealthCheck(port),
    get,
    health: async () => {
      const response = await get('/health');
      return { status: response.status, body: (await response.json()) as Health };
    },
    metrics: async () => (await get('/metrics')).text(),
  };
}

async function runHealthCheck(port: number): Promise<number> {
  const dockerfile = await readFile(new URL('../../../Dockerfile', import.meta.url), 'utf8');
  const command = /^HEALTHCHECK .*\\\n\s*CMD (.*)$/m.exec(dockerfile)?.[1] ?? '';
  const [program, ...args] = JSON.parse(command) as [string, ...string[]];
  const child = spawn(program, args, { env: { PATH: process.env.PATH, HTTP_PORT: String(port) } });
  return (await once(child, 'close'))[0];
}
