import { BtError, reasonOf } from '../../../errors.ts';
import type { Finding } from '../../findings/finding.ts';
import type { InitQuestion } from './answers.ts';

export const initErrors = {
  /** One error for everything that is missing or wrong, so that a script is corrected once. */
  answers: (
    missing: readonly Pick<InitQuestion, 'flag' | 'text' | 'choices'>[],
    wrong: readonly { readonly flag: string; readonly problem: string }[],
  ) => {
    const width = Math.max(...[...missing, ...wrong].map(({ flag }) => flag.length));
    const lines = [
      ...missing.map(
        ({ flag, text, choices }) => `  ${flag.padEnd(width)}  missing: ${text}${oneOf(choices)}`,
      ),
      ...wrong.map(({ flag, problem }) => `  ${flag.padEnd(width)}  ${problem}`),
    ];
    const facts = [
      ...(missing.length > 0 ? [`${counted(missing.length)} missing, and nobody can be asked here`] : []),
      ...(wrong.length > 0 ? [`${counted(wrong.length)} wrong`] : []),
    ];
    return new BtError({
      kind: 'usage',
      code: 'init-answers',
      message: `init has not what it needs: ${facts.join('; ')}; nothing was written`,
      detail: lines.join('\n'),
      hint: 'give each as a flag or as its variable; bt-dataplane init --help names both',
    });
  },

  otherConfig: (there: string, wanted: string) =>
    new BtError({
      kind: 'usage',
      code: 'init-other-config',
      message: `${there} is there already, and a folder has one configuration; ${wanted} beside it would be a second`,
      hint: `remove ${there}, or give the new one a name of its own with --config`,
    }),

  notWritable: (folder: string, cause: unknown) =>
    new BtError({
      kind: 'usage',
      code: 'init-folder-not-writable',
      message: `cannot write to ${folder}: ${reasonOf(cause)}`,
      hint: 'name a writable folder with --dir',
      cause,
    }),

  /** A defect: every answer was checked, so what is left can only be ours. */
  templateBroken: (findings: readonly Finding[]) =>
    new BtError({
      kind: 'internal',
      code: 'init-template',
      message: 'the configuration that init wrote is not valid',
      findings,
    }),
};

function counted(count: number): string {
  return count === 1 ? 'an answer is' : `${count} answers are`;
}

function oneOf(choices: InitQuestion['choices'] = []): string {
  return choices.length === 0 ? '' : ` (${choices.map(({ value }) => value).join(' or ')})`;
}

export const templateErrors = {
  mismatch: (unknown: readonly string[], unused: readonly string[]) =>
    new Error(
      `a template and its values do not match; unknown: ${unknown.join(', ') || 'none'}; unused: ${unused.join(', ') || 'none'}`,
    ),
};
