/** Templates are text with names between percent signs. They hold no logic: what varies is a file of its own. */
import { templateErrors } from './errors.ts';

const placeholder = /%([A-Za-z]+)%/g;

export function namesIn(template: string): ReadonlySet<string> {
  return new Set([...template.matchAll(placeholder)].map(([, name]) => name ?? ''));
}

/** Every name of the template must be known, and every known name used: a mismatch is a defect of ours. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const names = namesIn(template);
  const unknown = [...names].filter((name) => !Object.hasOwn(values, name));
  const unused = Object.keys(values).filter((name) => !names.has(name));
  if (unknown.length + unused.length > 0) throw templateErrors.mismatch(unknown, unused);
  return template.replaceAll(placeholder, (_, name: string) => values[name] ?? '');
}

/** A scalar that YAML reads back as this very text, whatever is in it: JSON text is YAML text. https://yaml.org/spec/1.2.2/#13-terminology */
export function yamlText(text: string): string {
  const word = /^[A-Za-z][A-Za-z0-9_-]*$/.test(text);
  const meansSomethingElse = /^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return word && !meansSomethingElse ? text : JSON.stringify(text);
}

/** A mapping of texts on one line. */
export function yamlFlow(mapping: Readonly<Record<string, string>>): string {
  return `{ ${Object.entries(mapping)
    .map(([key, text]) => `${key}: ${yamlText(text)}`)
    .join(', ')} }`;
}
