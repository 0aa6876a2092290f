/** Plain data, changed at a path; the measure of what an edit of a text has to come to. */
import type { Path } from '../path.ts';

export type Plain = Readonly<Record<string, unknown>>;

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy; undefined removes. Parents that are missing, or null, become mappings. */
export function withValue(data: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(data) && typeof key === 'number') {
    const inside = withValue(data[key], rest, value);
    if (inside === undefined) return data.filter((_, index) => index !== key);
    return key < data.length ? data.with(key, inside) : [...data, inside];
  }
  const map = isPlain(data) ? data : {};
  const name = String(key);
  const own = Object.hasOwn(map, name) ? map[name] : undefined;
  if (value === undefined && own === undefined) return data;
  const inside = withValue(own, rest, value);
  const others = Object.entries(map).filter(([other]) => other !== name);
  if (inside === undefined) return Object.fromEntries(others);
  if (Object.hasOwn(map, name)) {
    return Object.fromEntries(Object.entries(map).map(([k, v]) => [k, k === name ? inside : v]));
  }
  return Object.fromEntries([...others, [name, inside]]);
}

/** `value` below the keys that have to be made for it. */
export function nested(path: Path, value: unknown): unknown {
  return path.reduceRight<unknown>(
    (inside, key) => (typeof key === 'number' ? [inside] : { [key]: inside }),
    value,
  );
}
