/** The one place where text leaves the program: hides secrets, then writes. */
import { redact } from '../../core/io/redaction.ts';
import type { Output, Streams } from '../streams.ts';

export interface Speaker {
  /** Adds a value that is hidden from now on. */
  conceal(secret: string): void;
  hide(text: string): string;
  /** One or more whole lines of talk; a final newline is added. */
  talk(text: string): void;
  /** One or more whole lines of data. */
  data(text: string): void;
}

export function createSpeaker(streams: Streams, talk: Output = streams.stderr): Speaker {
  const secrets = new Set<string>();
  const hide = (text: string) => redact(text, secrets);
  const line = (text: string) => (text.endsWith('\n') ? text : `${text}\n`);
  return {
    conceal: (secret) => void secrets.add(secret),
    hide,
    talk: (text) => talk.write(line(hide(text))),
    data: (text) => streams.stdout.write(line(hide(text))),
  };
}
