// Pure.
import { BlockList, isIP } from 'node:net';

/** IPv4 ranges that lead nowhere or inwards (IANA's special-purpose registry), with Azure's metadata address. */
const FORBIDDEN_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** Of IPv6 only global unicast is outside; within it, what is special or holds an IPv4 address. */
const GLOBAL_V6 = ['2000::', 3] as const;
const FORBIDDEN_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

/**
 * Whether an IP address is one on the public internet: not private, loopback, link-local, carrier-grade NAT,
 * multicast, reserved, a cloud's metadata service, or IPv4 in the guise of IPv6. What is no address is not.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(bare);
  if (family === 4) return !listOf(FORBIDDEN_V4, 'ipv4').check(bare, 'ipv4');
  if (family !== 6 || /^[:0]*:ffff:/i.test(bare)) return false;
  return listOf([GLOBAL_V6], 'ipv6').check(bare, 'ipv6') && !listOf(FORBIDDEN_V6, 'ipv6').check(bare, 'ipv6');
}

function listOf(subnets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family);
  return list;
}
