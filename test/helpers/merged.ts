/** Values laid over values, as helm does it: objects are joined, everything else is exchanged. */
export function merged(below: object, above: object): object {
  const result: Record<string, unknown> = { ...below };
  for (const [key, item] of Object.entries(above)) {
    const old = result[key];
    result[key] = isObject(old) && isObject(item) ? merged(old, item) : item;
  }
  return result;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
