/**
 * How the core speaks. It can neither print nor prompt: it tells a host, and asks a host. The terminal, the plain log,
 * the JSON stream and the tests are four hosts.
 */

export type Level = 'debug' | 'info' | 'warning';

/** A live status that replaces the one before; hosts without a live region turn it into sparse lines. */
export interface Progress {
  /** What is going on, such as `apply data-plane`. */
  readonly label: string;
  readonly done: number;
  readonly total: number | undefined;
  /** What has been running longest, slowest first. */
  readonly slowest: readonly { readonly name: string; readonly seconds: number }[];
}

export type Message =
  | {
      readonly kind: 'note';
      readonly code: string;
      readonly level: Level;
      readonly text: string;
      readonly data?: unknown;
    }
  | { readonly kind: 'progress'; readonly code: string; readonly progress: Progress }
  /** Ends the live status; `text` stays. */
  | { readonly kind: 'done'; readonly code: string; readonly text: string };

export type Question =
  | {
      readonly kind: 'confirm';
      readonly code: string;
      readonly text: string;
      /** The exact word that means yes, such as `yes` or the deployment's name. */
      readonly expect: string;
      /** Flag that answers it without asking. */
      readonly flag: string;
    }
  | {
      readonly kind: 'text';
      readonly code: string;
      readonly text: string;
      readonly flag: string;
      readonly initial?: string;
      /** Returns what is wrong with an answer, or nothing. */
      readonly check?: (answer: string) => string | undefined;
    }
  | {
      readonly kind: 'choice';
      readonly code: string;
      readonly text: string;
      readonly flag: string;
      readonly choices: readonly { readonly value: string; readonly label: string }[];
      readonly initial?: string;
    };

export interface Host {
  /** True when a person can answer: a terminal, and neither `--no-input` nor `--json` nor CI. */
  readonly interactive: boolean;
  notify(message: Message): void;
  /** The answer; for `confirm` it is `expect` or something else. Throws kind `refused` when nobody can be asked. The signal takes the question back. */
  ask(question: Question, signal?: AbortSignal): Promise<string>;
  /** From now on this value is replaced wherever the program speaks: screen, log and JSON. */
  conceal(secret: string): void;
}
