/** An IPv4 range in CIDR notation. */
export interface Range {
  /** First and last address as numbers. */
  readonly first: number;
  readonly last: number;
  readonly prefix: number;
  /** With the host part zeroed, such as `10.0.0.0/21` for `10.0.1.7/21`. */
  readonly canonical: string;
}

/** `undefined` when an octet is above 255 or the prefix above 32. */
export function parseRange(text: string): Range | undefined {
  const [address = '', bits = ''] = text.split('/');
  const octets = address.split('.').map(Number);
  const prefix = Number(bits);
  if (octets.length !== 4 || octets.some((octet) => !(octet <= 255)) || !(prefix <= 32)) return undefined;
  const size = 2 ** (32 - prefix);
  const value = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  return rangeAt(Math.floor(value / size) * size, prefix);
}

export function rangeAt(first: number, prefix: number): Range {
  const address = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.');
  return { first, last: first + 2 ** (32 - prefix) - 1, prefix, canonical: `${address}/${prefix}` };
}

export function overlap(one: Range, other: Range): boolean {
  return one.first <= other.last && other.first <= one.last;
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** The next range of the same size behind `used`, on its own boundary. */
export function rangeBehind(used: Range, prefix: number): Range {
  const size = 2 ** (32 - prefix);
  return rangeAt(Math.ceil((used.last + 1) / size) * size, prefix);
}
