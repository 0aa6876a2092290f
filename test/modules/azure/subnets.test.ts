import { describe, expect, it } from 'vitest';
import { publicRanges, storageRanges } from '../../../modules/azure/public-ranges.ts';
import { apiAddress, azureSubnets } from '../../../modules/azure/subnets.ts';

describe('ranges of the network', () => {
  it('give the nodes the first half, and the two small ones a place behind it', () => {
    expect(azureSubnets('10.175.0.0/20')).toEqual({
      nodes: '10.175.0.0/21',
      endpoints: '10.175.8.0/26',
      link: '10.175.8.64/26',
    });
    expect(azureSubnets('172.16.0.0/16')).toEqual({
      nodes: '172.16.0.0/17',
      endpoints: '172.16.128.0/22',
      link: '172.16.132.0/22',
    });
  });

  it.each([
    ['10.175.0.0/21', '10.175.7.253'],
    ['192.168.1.0/24', '192.168.1.253'],
  ])('keep the last but one address of %s for the API', (cidr, address) => {
    expect(apiAddress(cidr)).toBe(address);
  });
});

describe('ranges of a firewall', () => {
  it('are those of the Internet', () => {
    const inside = ['10.0.0.0/8', '172.16.0.0/12', '172.31.255.1/32', '192.168.0.0/16'];
    const outside = ['11.0.0.0/8', '172.15.0.0/16', '172.32.0.0/16', '192.169.0.0/16', '100.64.0.0/10'];
    expect(publicRanges([...inside, ...outside])).toEqual(outside);
  });

  it('are single addresses for a storage account where they are of one or two', () => {
    expect(storageRanges(['192.0.2.0/24', '198.51.100.7/32', '203.0.113.7/31', '10.0.0.1/32'])).toEqual([
      '192.0.2.0/24',
      '198.51.100.7',
      '203.0.113.6',
      '203.0.113.7',
    ]);
  });
});
