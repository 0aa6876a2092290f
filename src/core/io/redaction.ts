/** Secrets are replaced at the edge where text leaves the program: one function for screen, log files and JSON. */
import { escapeHtml } from './html.ts';

const mask = '[hidden]';

/** Shorter values are words of ordinary text; hiding them would garble every message and still tell what they are. */
const shortest = 8;

/** Replaces every secret, also as it looks inside JSON, HTML or a URL; of several the longest first. */
export function redact(text: string, secrets: Iterable<string>): string {
  const shapes = [...secrets].filter((secret) => secret.trim().length >= shortest).flatMap(writtenForms);
  return [...new Set(shapes)]
    .sort((a, b) => b.length - a.length)
    .reduce((kept, shape) => kept.replaceAll(shape, mask), text);
}

/** A secret of several lines is also hidden line by line, since logs are written in lines. */
function writtenForms(secret: string): string[] {
  const whole = secret.trim();
  const lines = whole.split(/\r?\n/).filter((line) => line.trim().length >= shortest);
  return [whole, ...lines].flatMap((form) => [
    form,
    JSON.stringify(form).slice(1, -1),
    encodeURIComponent(form),
    escapeHtml(form),
  ]);
}
