import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens on a port that was free, until `free`. */
export async function takePort(): Promise<{ readonly port: number; free(): Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, free: () => new Promise((resolve) => server.close(() => resolve())) };
}
