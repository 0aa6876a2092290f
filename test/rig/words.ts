/** What the program tells a person to do: the commands that its last words name. */
import type { End } from './running.ts';

/** Exit codes of a run that changed nothing and named what comes first. */
const refusals: ReadonlySet<number | null> = new Set([5, 6, 7]);

export function isRefused({ exitCode }: End): boolean {
  return refusals.has(exitCode);
}

/** The command that comes next; undefined when there is nothing left to do. */
export function nextCommand(end: End): string | undefined {
  const [first] = commandsIn(lastWords(end));
  return first;
}

/** Killed, it said nothing any more: what it said before, in case of that, counts. */
function lastWords({ exitCode, output }: End): string {
  if (exitCode === null) return output.split('\n').findLast((line) => line.includes('cut off')) ?? '';
  if (exitCode !== 0) return output.slice(output.lastIndexOf('help:'));
  // After a success it also names what shows the result.
  return output
    .split('\n')
    .filter((line) => /^next: bt-dataplane (apply|recover|attach)/.test(line))
    .join('\n');
}

/** They end where the sentence goes on. */
export function commandsIn(text: string): readonly string[] {
  return [...text.matchAll(/bt-dataplane [a-z](?:'[^']*'|[^;'\n])*/g)].map(([command]) => command.trim());
}

/** As a shell would take a pasted line apart. */
export function wordsOf(commandLine: string): readonly string[] {
  return [...commandLine.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ''));
}
