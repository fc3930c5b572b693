import type { LookupFunction, Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { isPublicAddress } from './addresses.ts';
import { type IsAllowedHost, innerAddress } from './web-address.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Opens connections to public addresses only. A name is checked on the addresses that it resolves to in the very
 * look-up that the socket uses, and once more on the address that the socket is connected to: a name that
 * resolves differently a moment later gains nothing.
 *
 * A request to another address fails with ExpectedError `fetch-refused`.
 */
export function createGuardedAgent(parts: {
  readonly isAllowed: IsAllowedHost;
  readonly lookup: LookupFunction;
}): Agent {
  const open = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: parts.lookup });
  const guarded = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: publicOnly(parts.lookup) });
  return new Agent({
    // One host at a time, politely.
    connections: 1,
    pipelining: 1,
    connect(options, callback) {
      const url = new URL(`${options.protocol}//${options.host ?? options.hostname}`);
      if (parts.isAllowed(url)) return open(options, callback);
      guarded(options, (...outcome) => {
        const [error, socket] = outcome;
        if (error === null && !isPublicAddress((socket as Socket).remoteAddress ?? '')) {
          socket.destroy();
          return callback(innerAddress(options.hostname), null);
        }
        return callback(...outcome);
      });
    },
  });
}

/** Fails where any of a name's addresses is not public. */
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, options, (error, address, family) => {
      if (error) return callback(error, address, family);
      const addresses = Array.isArray(address) ? address.map((one) => one.address) : [address];
      const isPublic = addresses.length > 0 && addresses.every(isPublicAddress);
      return callback(isPublic ? null : innerAddress(hostname), address, family);
    });
  };
}
