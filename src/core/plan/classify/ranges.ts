/** Address ranges in attributes, of whatever form a provider gives them. */

/** Texts that are address ranges, or that stand for all addresses, anywhere inside. */
export function rangesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return isRange(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(rangesIn);
}

/** `*`, `Internet` and `Any` are words of Azure's rules. */
export function isEverywhere(range: string): boolean {
  return /^(\*|any|internet)$/i.test(range) || /\/0$/.test(range);
}

/** True when every address of `inner` is in `outer`; only for version 4, texts of version 6 are compared. */
export function covers(outer: string, inner: string): boolean {
  if (outer === inner || isEverywhere(outer)) return true;
  const [a, b] = [parse(outer), parse(inner)];
  if (a === undefined || b === undefined || a.bits > b.bits) return false;
  const size = 2 ** (32 - a.bits);
  return Math.floor(a.address / size) === Math.floor(b.address / size);
}

function isRange(text: string): boolean {
  return isEverywhere(text) || parse(text) !== undefined || /^[0-9a-f:]*:[0-9a-f:]*\/\d+$/i.test(text);
}

function parse(text: string): { readonly address: number; readonly bits: number } | undefined {
  const [, ...parts] = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?$/.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
  return { address: ((a * 256 + b) * 256 + c) * 256 + d, bits: Number(parts[4] ?? 32) };
}
