/**
 * A flag of the command line, defined once: its type, its default and its sentence. Its name in the shell, its
 * environment variable and its line in the help are derived from the key it is kept under.
 */
import * as z from 'zod';

export interface Flag<T = unknown> {
  /** An argument is no flag in the shell: it is the one word after the command. */
  readonly takes: 'nothing' | 'value' | 'values' | 'argument';
  /** What stands for the value in the help, such as `FILE`. */
  readonly placeholder?: string;
  readonly short?: string;
  readonly description: string;
  /** From text (several: from texts) to the value; what it makes of `undefined` is the default. */
  readonly type: z.ZodType<T>;
  /** The help's word for a default that depends on something else. */
  readonly fallback?: string;
}

export type Flags = Readonly<Record<string, Flag>>;

export type Options<F extends Flags> = { readonly [K in keyof F]: F[K] extends Flag<infer T> ? T : never };

type Extras = Pick<Flag, 'short' | 'fallback'>;

const filled = z.string().min(1, 'must not be empty');

/** Off unless given. */
export function toggle(description: string, extras: Extras = {}): Flag<boolean> {
  return {
    takes: 'nothing',
    description,
    type: z.boolean('must be true or false').default(false),
    ...extras,
  };
}

export function value<T>(
  placeholder: string,
  description: string,
  type: z.ZodType<T>,
  extras: Extras = {},
): Flag<T> {
  return { takes: 'value', placeholder, description, type, ...extras };
}

export function text(
  placeholder: string,
  description: string,
  extras: Extras = {},
): Flag<string | undefined> {
  return value(placeholder, description, filled.optional(), extras);
}

/** The one word after a command; required unless the type has a default or is optional. */
export function argument<T>(placeholder: string, description: string, type: z.ZodType<T>): Flag<T> {
  return { takes: 'argument', placeholder, description, type };
}

/** May be given several times; in the environment the values are separated by commas. */
export function values<T>(
  placeholder: string,
  description: string,
  type: z.ZodType<T>,
  extras: Extras = {},
): Flag<T[]> {
  return { takes: 'values', placeholder, description, type: z.array(type).default([]), ...extras };
}

/** The same, of any text. */
export function texts(placeholder: string, description: string, extras: Extras = {}): Flag<string[]> {
  return values(placeholder, description, filled, extras);
}

/** `planTimeout` → `plan-timeout`. */
export function longName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `planTimeout` → `BT_DATAPLANE_PLAN_TIMEOUT`. */
export function envName(key: string): string {
  return `BT_DATAPLANE_${longName(key).replaceAll('-', '_').toUpperCase()}`;
}

/** The default for a person, or nothing when there is none. */
export function shownDefault(flag: Flag): string | undefined {
  if (flag.fallback !== undefined) return flag.fallback;
  const made = flag.type.safeParse(undefined);
  if (!made.success || made.data === undefined || made.data === false) return undefined;
  return Array.isArray(made.data) && made.data.length === 0 ? undefined : String(made.data);
}
