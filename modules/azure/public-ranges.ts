/** Ranges of networks that are not on the Internet. https://datatracker.ietf.org/doc/html/rfc1918 */
const privateRange = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

/** What of some ranges can come over the Internet: firewalls of Azure's services refuse others, which use the private endpoint. */
export function publicRanges(ranges: readonly string[]): readonly string[] {
  return ranges.filter((range) => !privateRange.test(range));
}

/**
 * The same as a storage account takes it: single addresses without a length, and none of two.
 * https://learn.microsoft.com/azure/storage/common/storage-network-security-limitations
 */
export function storageRanges(ranges: readonly string[]): readonly string[] {
  return publicRanges(ranges).flatMap((range) => {
    const [address = '', length = '32'] = range.split('/');
    if (length === '32') return [address];
    if (length !== '31') return [range];
    const [, start = '', last = ''] = /^(.*\.)(\d+)$/.exec(address) ?? [];
    const even = Number(last) - (Number(last) % 2);
    return [`${start}${even}`, `${start}${even + 1}`];
  });
}
