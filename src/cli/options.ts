/** From words and environment variables to typed options. Precedence: flag, environment, default. */
import type { Env } from '../env.ts';
import { usageErrors } from './errors.ts';
import { envName, type Flag, type Flags, longName, type Options } from './flag.ts';

/** What the command line said about each flag, by key; a flag that was not given is absent. */
export type Given = Readonly<Record<string, unknown>>;

/** Every wrong value is named in one error. */
export function readOptions<F extends Flags>(flags: F, given: Given, vars: Env['vars']): Options<F> {
  const problems: string[] = [];
  const options: Record<string, unknown> = {};
  for (const [key, flag] of Object.entries(flags)) {
    const { raw, from } = rawValue(key, flag, given, vars);
    const parsed = flag.type.safeParse(raw);
    if (parsed.success) options[key] = parsed.data;
    else problems.push(`${from}: ${parsed.error.issues[0]?.message ?? 'not a valid value'}`);
  }
  if (problems.length > 0) throw usageErrors.badValues(problems);
  return options as Options<F>;
}

function rawValue(key: string, flag: Flag, given: Given, vars: Env['vars']): { raw: unknown; from: string } {
  const name = flag.takes === 'argument' ? (flag.placeholder ?? key) : `--${longName(key)}`;
  if (given[key] !== undefined) return { raw: given[key], from: name };
  if (flag.takes === 'argument') return { raw: undefined, from: name };
  const variable = envName(key);
  const words = vars[variable];
  if (words === undefined || words === '') return { raw: undefined, from: name };
  return { raw: fromEnvironment(flag, words), from: variable };
}

function fromEnvironment(flag: Flag, words: string): unknown {
  if (flag.takes === 'values') return words.split(',').map((word) => word.trim());
  if (flag.takes === 'value') return words;
  if (/^(1|true|yes)$/i.test(words)) return true;
  return /^(0|false|no)$/i.test(words) ? false : words;
}
