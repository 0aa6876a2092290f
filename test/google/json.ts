/** JSON as the management APIs speak it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Resource = { [key: string]: Json };

export function isResource(value: Json | undefined): value is Resource {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function part(value: Json | undefined): Resource {
  return isResource(value) ? value : {};
}

/** The value at a dotted path such as `settings.backupConfiguration.enabled`. */
export function at(value: Json | undefined, path: string): Json | undefined {
  return path.split('.').reduce<Json | undefined>((inner, key) => part(inner)[key], value);
}

/** JSON merge patch: `null` takes a field away, objects are merged, everything else replaces. RFC 7396. */
export function merged(old: Json | undefined, patch: Json): Json {
  if (!isResource(patch)) return patch;
  const result: Resource = { ...part(old) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = merged(result[key], value);
  }
  return result;
}

/** As `updateMask` asks: the fields named take the value in `body`, or go away when it has none. */
export function masked(old: Resource, body: Resource, mask: readonly string[]): Resource {
  return mask.reduce((result, path) => placed(result, path.split('.'), at(body, path)), old);
}

/** `given` over `defaults`, object by object. */
export function filled(defaults: Resource, given: Resource): Resource {
  return part(merged(defaults, withoutNull(given)));
}

function withoutNull(value: Resource): Resource {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, isResource(item) ? withoutNull(item) : item]),
  );
}

function placed(old: Resource, path: readonly string[], value: Json | undefined): Resource {
  const [key = '', ...rest] = path;
  const result = { ...old };
  if (rest.length > 0) result[key] = placed(part(old[key]), rest, value);
  else if (value === undefined || value === null) delete result[key];
  else result[key] = value;
  return result;
}
