// Pure.

/** Scheme and user; hosts; database and parameters. */
const ADDRESS = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/s;

/**
 * The address of each server that an address names, in its order: like libpq's, it may name several hosts,
 * `postgres://user@first:5432,second:5432/database`.
 */
export function serverAddresses(url: string): readonly string[] {
  const [, before, hosts, after] = ADDRESS.exec(url) ?? [];
  if (hosts === undefined || !hosts.includes(',')) return [url];
  return hosts.split(',').map((host) => `${before}${host}${after}`);
}
