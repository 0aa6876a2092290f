/** Which host speaks: the terminal's live one for a person who watches, plain lines for everything else. */
import type { Host, Level } from '../../core/io/host.ts';
import { usageErrors } from '../errors.ts';
import { plainProgress } from './plain.ts';
import { terminalProgress } from './terminal.ts';
import type { HostOptions } from './view.ts';

export interface SpeakingHost extends Host {
  /** Talk that is shown even with `--quiet`. */
  say(text: string): void;
  /** Ends what is live. */
  close(): void;
}

export function createHost(options: HostOptions): SpeakingHost {
  const { speaker, paint, streams } = options;
  const view = options.live ? terminalProgress(options) : plainProgress(options);

  return {
    interactive: options.interactive,
    conceal: speaker.conceal,
    close: () => view.end(),
    say(text) {
      view.pause();
      speaker.talk(text);
    },
    notify(message) {
      if (message.kind === 'progress') {
        if (!options.quiet) view.show(message.progress.label, progressLine(message.progress));
        return;
      }
      if (message.kind === 'done') {
        view.end();
        if (!options.quiet) speaker.talk(message.text);
        return;
      }
      if (!shown(message.level, options)) return;
      view.pause();
      speaker.talk(
        message.level === 'warning' ? `${paint.warning('warning:')} ${message.text}` : message.text,
      );
    },
    async ask(question, signal) {
      view.pause();
      if (!options.interactive) throw usageErrors.nobodyToAsk(question.text, question.flag);
      return streams.prompt(question, signal);
    },
  };
}

/** Warnings are never silenced. */
function shown(level: Level, { quiet, verbose }: HostOptions): boolean {
  return level === 'warning' || (level === 'info' ? !quiet : verbose && !quiet);
}

interface Counted {
  readonly label: string;
  readonly done: number;
  readonly total: number | undefined;
  readonly slowest: readonly { readonly name: string; readonly seconds: number }[];
}

/** `apply data-plane  12 of 87  slowest: postgres 3m12s, cache 1m04s`. */
export function progressLine({ label, done, total, slowest }: Counted): string {
  const count = total === undefined ? (done === 0 ? '' : `  ${done}`) : `  ${done} of ${total}`;
  const named = slowest.slice(0, 3).map(({ name, seconds }) => `${name} ${duration(seconds)}`);
  return `${label}${count}${named.length === 0 ? '' : `  slowest: ${named.join(', ')}`}`;
}

/** `8s`, `3m12s`, `1h04m`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const two = (number: number) => String(number).padStart(2, '0');
  if (whole < 60) return `${whole}s`;
  if (whole < 3600) return `${Math.floor(whole / 60)}m${two(whole % 60)}s`;
  return `${Math.floor(whole / 3600)}h${two(Math.floor((whole % 3600) / 60))}m`;
}
