/** What can be wrong with a command line. */
import { BtError } from '../errors.ts';

export const usageErrors = {
  badValues: (problems: readonly string[]) =>
    new BtError({
      kind: 'usage',
      code: 'bad-flag-value',
      message: problems.join('; '),
      hint: 'see the allowed values with --help',
    }),

  exclusive: (one: string, other: string, why: string) =>
    new BtError({
      kind: 'usage',
      code: 'flags-exclude-each-other',
      message: `${one} and ${other} do not go together: ${why}`,
      hint: `leave out ${one} or ${other}`,
    }),

  severalConfigurations: (configs: readonly string[]) =>
    new BtError({
      kind: 'usage',
      code: 'several-configurations',
      message: `this works on one configuration, and ${configs.join(', ')} may be several`,
      hint: 'name one file; plan and upgrade check take several with --all',
    }),

  noConfigurations: () =>
    new BtError({
      kind: 'usage',
      code: 'no-configurations',
      message: '--all works on the configurations that --config names, and it names none',
      hint: "name them, such as --config 'deployments/*.yaml'",
    }),

  unparsable: (message: string, help: string) =>
    new BtError({ kind: 'usage', code: 'bad-command-line', message, hint: help }),

  nobodyToAsk: (question: string, flag: string) =>
    new BtError({
      kind: 'refused',
      code: 'cannot-ask',
      message: `this needs an answer and nobody can be asked here: ${question}`,
      hint: `give the answer with ${flag}`,
    }),

  promptClosed: () =>
    new BtError({
      kind: 'interrupted',
      code: 'prompt-closed',
      message: 'stopped at the question; nothing was done after it',
      signal: 'SIGINT',
    }),
};
