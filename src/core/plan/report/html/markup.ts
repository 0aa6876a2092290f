/** HTML in which text can only be text: whatever is put into a template is escaped, unless it is markup itself. */
import { escapeHtml } from '../../../io/html.ts';

export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | undefined | readonly (Markup | undefined)[];

/** For templates: `markup`<b>${text}</b>``. Attributes must be quoted with `"`. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(texts.reduce((made, text, index) => `${made}${written(parts[index - 1])}${text}`));
}

/** Text of ours that is no HTML: style and script. */
export function verbatim(text: string): Markup {
  return new Markup(text);
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(written).join('');
}

/** Characters that turn the order of text round, or cannot be seen, are shown as what they are: a name could hide behind them. */
function escaped(text: string): string {
  return escapeHtml(text).replace(/(?![\t\n])[\p{Cc}\p{Cf}]/gu, (sign) => `\\u${codeOf(sign)}`);
}

function codeOf(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
}
