/**
 * Text of users and of the cloud inside a comment of a pull request: it must neither mark up, nor break a table, nor call
 * somebody. https://github.github.com/gfm/
 */

/** As code, for a cell of a table or elsewhere: there neither mentions nor references count. */
export function code(text: string): string {
  const line = oneLine(text);
  // Which of these end a cell or a span depends on the parser; as entities they do nothing anywhere.
  if (line === '' || /[|`\\]/.test(line)) return `<code>${unlinked(entities(line))}</code>`;
  return `\`${line}\``;
}

/** A sentence. A mention survives entities, since they are resolved before people are looked for: only a gap helps. */
export function prose(text: string): string {
  const sentence = entities(oneLine(text).trim());
  return unlinked(sentence.replaceAll('&#64;', '&#64;\u200b').replaceAll('&#35;', '&#35;\u200b'));
}

/** A block of code, with a fence that nothing in it can close. */
export function fence(lines: readonly string[], language: string): { open: string; close: string } {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map(({ length }) => length);
  const marks = '`'.repeat(Math.max(3, ...runs.map((run) => run + 1)));
  return { open: `${marks}${language}`, close: marks };
}

export function oneLine(text: string): string {
  // Control and formatting characters can turn the order of a line round, or end it.
  return text.replace(/\r\n|[\r\n\u0085\u2028\u2029]/g, '↵').replace(/[\p{Cc}\p{Cf}]/gu, ' ');
}

/** An address on the net would become a link, also in `<code>`: a comment between takes it apart. */
function unlinked(text: string): string {
  return text
    .replaceAll('://', ':<!-- -->/<!-- -->/')
    .replace(/www\./gi, (word) => `${word.slice(0, 3)}<!-- -->.`);
}

function entities(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, (sign) =>
    /[.,;/=%'"$+^?!:()-]/.test(sign) ? sign : `&#${sign.charCodeAt(0)};`,
  );
}
