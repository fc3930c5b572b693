import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../../src/gathering/web/addresses.ts';
import { checkWebAddress, createAllowedHosts } from '../../../src/gathering/web/web-address.ts';

describe('isPublicAddress', () => {
  it.each([
    ['0.0.0.0'],
    ['10.1.2.3'],
    ['100.64.0.1'],
    ['100.100.100.200'],
    ['127.0.0.1'],
    ['127.255.255.254'],
    ['168.63.129.16'],
    ['169.254.169.254'],
    ['172.16.0.1'],
    ['172.31.255.255'],
    ['192.168.1.1'],
    ['198.18.0.1'],
    ['203.0.113.9'],
    ['224.0.0.1'],
    ['255.255.255.255'],
    ['::'],
    ['::1'],
    ['::7f00:1'],
    ['::ffff:127.0.0.1'],
    ['::ffff:10.0.0.1'],
    ['::ffff:8.8.8.8'],
    ['0:0:0:0:0:ffff:7f00:1'],
    ['64:ff9b::10.0.0.1'],
    ['2001::1'],
    ['2001:db8::1'],
    ['2002:7f00:1::'],
    ['fc00::1'],
    ['fd00:ec2::254'],
    ['fe80::1'],
    ['fe80::1%eth0'],
    ['fec0::1'],
    ['ff02::1'],
    ['[::1]'],
    [''],
    ['localhost'],
  ])('is false for %s', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each([
    ['8.8.8.8'],
    ['93.184.215.14'],
    ['172.32.0.1'],
    ['100.128.0.1'],
    ['2606:4700::1111'],
    ['[2a00:1450::1]'],
  ])('is true for %s', (address) => expect(isPublicAddress(address)).toBe(true));

  it('is false for every private IPv4 address, also dressed as IPv6', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const inner = fc.oneof(
      fc.tuple(fc.constantFrom(10, 127, 0), byte, byte, byte),
      fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
      fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
      fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
    );
    fc.assert(
      fc.property(inner, (bytes) => {
        const address = bytes.join('.');
        expect(isPublicAddress(address)).toBe(false);
        expect(isPublicAddress(`::ffff:${address}`)).toBe(false);
        expect(isPublicAddress(`::${address}`)).toBe(false);
        expect(isPublicAddress(`64:ff9b::${address}`)).toBe(false);
      }),
    );
  });
});

describe('checkWebAddress', () => {
  const nobody = createAllowedHosts([]);

  it.each([
    ['file:///etc/passwd', /not an http or https address/],
    ['ftp://news.example/a', /not an http or https address/],
    ['data:text/html,x', /not an http or https address/],
    ['javascript:alert(1)', /not an http or https address/],
    ['news.example/a', /not an http or https address/],
    ['', /not an http or https address/],
    ['https://ada:secret@news.example/', /has a user name in it/],
    [`https://news.example/${'a'.repeat(3_000)}`, /longer than 2048 characters/],
    ['http://127.0.0.1/', /not on the public internet/],
    ['http://0x7f.1/', /not on the public internet/],
    ['http://2130706433/', /not on the public internet/],
    ['http://017700000001/', /not on the public internet/],
    ['http://[::1]/', /not on the public internet/],
    ['http://[::ffff:169.254.169.254]/latest/meta-data', /not on the public internet/],
    ['http://１２７.０.０.１/', /not on the public internet/],
  ])('refuses %s', (address, reason) => {
    expect(() => checkWebAddress(address, nobody)).toThrow(reason);
  });

  it('never shows a password', () => {
    expect(() => checkWebAddress('https://ada:secret@news.example/', nobody)).toThrow(/^(?!.*secret)/);
  });

  it('lets through what the owner names, with or without the port', () => {
    expect(checkWebAddress('http://127.0.0.1:81/a', createAllowedHosts(['127.0.0.1'])).port).toBe('81');
    expect(checkWebAddress('http://127.0.0.1:81/a', createAllowedHosts(['127.0.0.1:81'])).port).toBe('81');
    expect(() => checkWebAddress('http://127.0.0.1:82/', createAllowedHosts(['127.0.0.1:81']))).toThrow();
    expect(checkWebAddress('/b', nobody, new URL('https://news.example/a')).href).toBe(
      'https://news.example/b',
    );
  });
});
