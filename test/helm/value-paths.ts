/** Values of a chart as paths such as `api.image.tag`. */

/** Paths to everything that is no object with keys; lists are whole. */
export function leaves(value: object, prefix = ''): readonly string[] {
  return Object.entries(value).flatMap(([key, item]) => {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    return isBranch(item) ? leaves(item, path) : [path];
  });
}

export function valueAt(value: object, path: string): unknown {
  return steps(path).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value);
}

/** A copy with one value exchanged. */
export function withValue(value: object, path: string, item: unknown): object {
  const copy = structuredClone(value);
  const keys = steps(path);
  const last = keys.pop() ?? '';
  const at = keys.reduce<Record<string, unknown>>(
    (each, key) => each[key] as Record<string, unknown>,
    copy as Record<string, unknown>,
  );
  at[last] = item;
  return copy;
}

/** Something else of the same kind. */
export function changed(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  // The chart takes every other word for this one as well.
  if (value === 'standard') return 'autopilot';
  if (typeof value === 'string') return `${value}x`;
  if (Array.isArray(value)) return [...value, { name: 'PROBE', value: 'x' }];
  return { probe: 'x' };
}

function isBranch(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0
  );
}

/** Keys with dots in them, such as annotations, stand at the end. */
function steps(path: string): string[] {
  const dotted =
    /^(.*?)\.((?:networking\.gke\.io|braintrust\.dev|(?:service\.beta\.)?kubernetes\.io)\/.+)$/.exec(path);
  return dotted === null ? path.split('.') : [...(dotted[1] ?? '').split('.'), dotted[2] ?? ''];
}
