import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PEERS_FOLDER } from './folders.ts';

/** Pinned, so that a figure says of what it is. */
const PEERS = { '@lancedb/lancedb': '0.39.0', '@orama/orama': '3.1.18', vectra: '0.15.0' } as const;

/** Installs the peers in a folder of their own, once. */
export async function installPeers(): Promise<void> {
  if (Object.keys(PEERS).every((name) => existsSync(join(PEERS_FOLDER, 'node_modules', name)))) return;
  await mkdir(PEERS_FOLDER, { recursive: true });
  await writeFile(
    join(PEERS_FOLDER, 'package.json'),
    JSON.stringify({ name: 'dateline-bench-peers', private: true, dependencies: PEERS }, null, 2),
  );
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: PEERS_FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
