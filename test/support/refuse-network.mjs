// Preloaded into every process of a test by NODE_OPTIONS: any attempt to reach beyond this machine is written
// down and refused.

import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const record = process.env.REFUSED_CONNECTIONS_FILE;

function refuse(what) {
  appendFileSync(record, `${what}\n`);
  throw new Error(`the network was used: ${what}`);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  // Pipes between processes of this machine have a path and no host.
  if (typeof options?.path !== 'string') refuse(`connect ${JSON.stringify(options)}`);
  return connect.apply(this, args);
};
dns.lookup = (name) => refuse(`lookup ${name}`);
dns.promises.lookup = (name) => refuse(`lookup ${name}`);
globalThis.fetch = (address) => refuse(`fetch ${address}`);
