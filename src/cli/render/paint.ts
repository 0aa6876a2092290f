/** Colour, or none. Only names of meanings, so that every screen uses the same few. */
import type { Env } from '../../env.ts';

export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly good: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly link: (text: string) => string;
}

const same = (text: string) => text;
const ansi = (open: number, close: number) => (text: string) =>
  text === '' ? text : `\u001b[${open}m${text}\u001b[${close}m`;

export const plain: Paint = {
  error: same,
  warning: same,
  good: same,
  strong: same,
  faint: same,
  link: same,
};

/** https://en.wikipedia.org/wiki/ANSI_escape_code#Select_Graphic_Rendition_parameters */
export const coloured: Paint = {
  error: ansi(31, 39),
  warning: ansi(33, 39),
  good: ansi(32, 39),
  strong: ansi(1, 22),
  faint: ansi(2, 22),
  link: ansi(36, 39),
};

/** https://no-color.org and https://force-color.org: both count when set to anything but the empty string. */
export function paintFor(stream: { readonly isTTY: boolean }, vars: Env['vars'], noColor: boolean): Paint {
  if (noColor || vars.NO_COLOR) return plain;
  if (vars.FORCE_COLOR) return vars.FORCE_COLOR === '0' ? plain : coloured;
  return stream.isTTY && vars.TERM !== 'dumb' ? coloured : plain;
}
