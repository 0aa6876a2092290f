import type { AddressSpace } from './address-range.ts';

/**
 * Ranges that no network of hosts can have, each with what it is for; `source` is where a cloud says that it refuses them.
 * https://www.iana.org/assignments/iana-ipv4-special-registry and https://www.rfc-editor.org/rfc/rfc1112
 */
export function specialRanges(source: string): AddressSpace['reserved'] {
  return [
    { text: '127.0.0.0/8', why: 'with which every machine speaks to itself', source },
    { text: '169.254.0.0/16', why: 'which is never routed, and where the metadata of machines is', source },
    { text: '224.0.0.0/4', why: 'which is for multicast', source },
    { text: '255.255.255.255/32', why: 'which is for broadcast', source },
  ];
}
