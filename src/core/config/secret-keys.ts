/** Keys whose values are never echoed, because a secret may have been pasted there by mistake. */
const secretLike = /licen[sc]e|passw|secret|token|api[-_]?key|credential/i;

export function maySecret(key: string | number): boolean {
  return typeof key === 'string' && secretLike.test(key);
}

/**
 * The text with every value under such a key replaced by stars of the same length, so that lines of it can be shown. Works on
 * lines, because the text may be no YAML at all.
 */
export function maskSecrets(text: string): string {
  let secretIndent: number | undefined;
  return text
    .split('\n')
    .map((line) => {
      const indent = line.search(/\S/);
      if (indent === -1) return line;
      if (secretIndent !== undefined && indent > secretIndent) return maskValues(line);
      secretIndent = undefined;
      const found = secretLike.exec(line);
      if (!found) return line;
      secretIndent = indent;
      return line.slice(0, found.index) + maskValues(line.slice(found.index));
    })
    .join('\n');
}

/** What follows the first colon, or the whole line when it has none; a key alone stays readable. */
function maskValues(line: string): string {
  const colon = line.indexOf(':');
  const start = colon === -1 ? 0 : colon + 1;
  return line.slice(0, start) + line.slice(start).replace(/[^\s{}[\],]/g, '*');
}
