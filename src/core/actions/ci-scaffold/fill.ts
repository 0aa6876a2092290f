/** The one way from a template of a pipeline to its text. What goes in can end neither a quote nor a line of YAML, JSON or a shell. */
import { fillTemplate, namesIn } from '../init/template.ts';
import { ciErrors } from './errors.ts';

/** Undefined is what the configuration does not say; a template that asks for it is refused. */
export type Values = Readonly<Record<string, string | undefined>>;

/** A part that stands on a line of its own, such as `%license%`; an empty one leaves nothing behind. */
export type Fragments = Readonly<Record<string, string>>;

export interface Whole {
  readonly fragments?: Fragments;
  /** Written as they are, since they are in the template's language already: made of harmless values by us. */
  readonly parts?: Readonly<Record<string, string>>;
}

/** No quote, no dollar sign, no brace, no hash sign, no backslash, no line end; spaces only inside. */
const harmless = /^[A-Za-z0-9@.*/](?:[A-Za-z0-9 ._:/@~^+=*-]*[A-Za-z0-9._/*-])?$/;

export function fillPipeline(
  template: string,
  values: Values,
  { fragments = {}, parts = {} }: Whole = {},
): string {
  const whole = withFragments(template, fragments);
  const wanted = [...namesIn(whole)].filter((name) => !Object.hasOwn(parts, name));
  const missing = wanted.filter((name) => name in values && values[name] === undefined);
  if (missing.length > 0) throw ciErrors.missing(missing);
  const given = wanted.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[name, harmlessOnly(name, value)] as const];
  });
  return fillTemplate(whole, { ...Object.fromEntries(given), ...parts });
}

function withFragments(template: string, fragments: Fragments): string {
  return template.replace(/^%([A-Za-z]+)%\n/gm, (line, name: string) => fragments[name] ?? line);
}

export function harmlessOnly(name: string, value: string): string {
  if (!harmless.test(value) || value.includes(': ')) throw ciErrors.unsafe(name, value);
  return value;
}

/** A fragment further to the right. Empty lines stay empty. */
export function shifted(text: string, columns: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(columns));
}
