import { describe, expect, it } from 'vitest';
import { subnetCidr } from '../../../modules/core/cidr.ts';

describe('subnetCidr', () => {
  // Expected values from terraform's own cidrsubnet().
  it.each([
    ['10.175.0.0/21', 3, 0, '10.175.0.0/24'],
    ['10.175.0.0/21', 3, 3, '10.175.3.0/24'],
    ['10.175.8.0/21', 3, 7, '10.175.15.0/24'],
    ['172.16.0.0/12', 3, 5, '172.26.0.0/15'],
    ['192.168.255.0/24', 3, 7, '192.168.255.224/27'],
    ['255.255.248.0/21', 3, 7, '255.255.255.0/24'],
    ['10.175.3.9/21', 3, 1, '10.175.1.0/24'],
  ])('cuts %s by %i bits, number %i: %s', (cidr, bits, index, expected) => {
    expect(subnetCidr(cidr, bits, index)).toBe(expected);
  });

  it.each([
    ['10.0.0.0/30', 3, 0],
    ['10.0.0.0/21', 3, 8],
  ])('refuses what does not fit: %s by %i bits, number %i', (cidr, bits, index) => {
    expect(() => subnetCidr(cidr, bits, index)).toThrow(/cannot be cut/);
  });
});
