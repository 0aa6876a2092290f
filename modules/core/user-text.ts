/**
 * Terraform evaluates `${…}` and `%{…}` inside every string of a rendered file, keys included. Text that a person wrote is
 * data, so those two openings are doubled, which terraform reads as the plain characters.
 */
export function escapeTemplate(text: string): string {
  // Functions, because `$$` in a replacement text means a single `$`.
  return text.replaceAll('${', () => '$${').replaceAll('%{', () => '%%{');
}

/** A copy of a value with every string in it, and every key, escaped. */
export function escapeTemplates<T>(value: T): T {
  if (typeof value === 'string') return escapeTemplate(value) as T;
  if (Array.isArray(value)) return value.map((item) => escapeTemplates(item)) as T;
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [escapeTemplate(key), escapeTemplates(item)]),
    ) as T;
  }
  return value;
}
