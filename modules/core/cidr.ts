import { ConstructError } from './errors.ts';

/**
 * The `index`-th range of those that a longer prefix cuts an IPv4 range into, as terraform's `cidrsubnet` counts them.
 * Worked out here so that the rendered file shows the ranges.
 */
export function subnetCidr(cidr: string, newBits: number, index: number): string {
  const [address = '', bits = ''] = cidr.split('/');
  const prefix = Number(bits);
  const length = prefix + newBits;
  if (length > 32 || index >= 2 ** newBits) {
    throw new ConstructError(
      cidr,
      `cannot be cut into ${2 ** newBits} ranges of which to take number ${index}`,
    );
  }
  const start = Math.floor(toNumber(address) / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
  return `${toAddress(start + index * 2 ** (32 - length))}/${length}`;
}

/** The `index`-th address of an IPv4 range, from 0. */
export function hostAddress(cidr: string, index: number): string {
  const [address = '', bits = ''] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  if (index >= size) throw new ConstructError(cidr, `has no ${index + 1} addresses`);
  return toAddress(Math.floor(toNumber(address) / size) * size + index);
}

/** The address that is `before` ahead of the last one of an IPv4 range; 0 is the last one itself. */
export function lastAddress(cidr: string, before: number): string {
  const [address = '', bits = ''] = cidr.split('/');
  const size = 2 ** (32 - Number(bits));
  if (before >= size) throw new ConstructError(cidr, `has no ${before + 1} addresses`);
  return toAddress(Math.floor(toNumber(address) / size) * size + size - 1 - before);
}

function toNumber(address: string): number {
  return address.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
}

function toAddress(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}
