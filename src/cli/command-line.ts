/** Writes a step as a command line that can be pasted. A step that does not exist is a defect, found when it is written. */
import { shellWord } from '../core/io/shell-word.ts';
import type { Command, Step } from './command.ts';
import { longName } from './flag.ts';
import { globalFlags } from './globals.ts';

export const programName = 'bt-dataplane';

export function commandLine(commands: readonly Command[], step: Step): string {
  const command = commands.find(({ name }) => name === step.command);
  if (command === undefined) throw new Error(`no command is called "${step.command}"`);
  const flags = Object.entries(step.flags ?? {}).flatMap(([key, given]) => {
    const flag = { ...globalFlags, ...command.flags }[key];
    if (flag === undefined || (given === true) !== (flag.takes === 'nothing')) {
      throw new Error(`"${step.command}" has no flag --${longName(key)} of that kind`);
    }
    if (given === true) return [`--${longName(key)}`];
    if (flag.takes === 'argument') return [given].flat().map((each) => shellWord(String(each)));
    return [given].flat().flatMap((each) => [`--${longName(key)}`, shellWord(each)]);
  });
  return [programName, step.command, ...flags].join(' ');
}
