/** Which version an answer names. The vendor documents no format, so this takes JSON and text. */

/** Keys that may hold it, the first one first. */
const keys = ['version', 'api_version', 'apiVersion', 'brainstore_version', 'release', 'tag'] as const;

const version = String.raw`v?(\d+\.\d+\.\d+)`;
const whole = new RegExp(`^${version}(?:[-+].*)?$`);
/** Neither a part of an address nor of a longer number. */
const inText = new RegExp(String.raw`(?<![\w.])${version}(?![.\d])`);

/** Three numbers, such as `2.12.0`; undefined where none is named. */
export function versionIn(body: string): string | undefined {
  const parsed = parse(body);
  if (parsed !== undefined) return versionOf(parsed);
  // A sign-in page is full of versions of other things.
  if (body.trimStart().startsWith('<')) return undefined;
  // Text, or JSON that is cut off in the middle.
  return inText.exec(body)?.[1];
}

function versionOf(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return whole.exec(value.trim())?.[1];
  if (typeof value !== 'object' || value === null || depth > 2) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key of keys) {
    const found = versionOf(fields[key], depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Undefined where it is no JSON. */
function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
