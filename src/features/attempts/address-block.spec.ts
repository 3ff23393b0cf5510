import { expect, it } from '@jest/globals';
import { addressBlock } from './address-block.js';

it('takes six spellings of one IPv6 address for one', () => {
  const spellings = [
    '2001:db8:0:1::5',
    '2001:0db8:0000:0001:0000:0000:0000:0005',
    '2001:DB8:0:1::5',
    '2001:db8:0:1:0:0:0:5',
    '2001:db8::1:0:0:0:5',
    '2001:db8:0:1::0.0.0.5',
  ];
  expect(new Set(spellings.map(addressBlock))).toEqual(new Set(['2001:db8:0:1::/64']));
});

it('puts 1024 addresses of one /64 into one block (CVE-2026-45364)', () => {
  const blocks = new Set(Array.from({ length: 1024 }, (_, i) => addressBlock(`2001:db8:7:9:${(i * 37).toString(16)}:0:${i.toString(16)}:1`)));
  expect([...blocks]).toEqual(['2001:db8:7:9::/64']);
});

it('keeps neighbouring /64 networks apart', () => {
  expect(addressBlock('2001:db8:7:9::1')).not.toBe(addressBlock('2001:db8:7:a::1'));
  expect(addressBlock('2001:db8:7::9')).not.toBe(addressBlock('2001:db8:7:9::'));
});

it('takes an IPv4 address mapped into IPv6 for that IPv4 address, however it is written', () => {
  for (const spelling of ['192.0.2.7', '::ffff:192.0.2.7', '::FFFF:192.0.2.7', '::ffff:c000:207', '0:0:0:0:0:ffff:192.0.2.7', '0:0:0:0:0:FFFF:C000:0207']) {
    expect(addressBlock(spelling)).toBe('192.0.2.7');
  }
  expect(addressBlock('::ffff:192.0.2.8')).not.toBe(addressBlock('::ffff:192.0.2.7'));
});

it('leaves out the zone of a link-local address', () => {
  expect(addressBlock('fe80::1%eth0')).toBe(addressBlock('fe80::2%eth1'));
});

it('keeps what is no address as it is', () => {
  for (const text of ['', 'unknown', '192.0.2.7, 10.0.0.1', ':::']) expect(addressBlock(text)).toBe(text);
});

it('knows the shortest addresses', () => {
  expect(addressBlock('::')).toBe('0:0:0:0::/64');
  expect(addressBlock('::1')).toBe('0:0:0:0::/64');
  expect(addressBlock('1::')).toBe('1:0:0:0::/64');
});
