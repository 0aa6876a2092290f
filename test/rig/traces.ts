/** What a run of our program leaves in the state directory: terraform's stream, and the journal that knows its process. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from './running.ts';

/** Of the run that starts next. */
export function tracesIn(stateDirectory: string): Source {
  const seen = new Set(streamsIn(stateDirectory));
  let folder: string | undefined;
  const stream = () => streamsIn(stateDirectory).find((file) => !seen.has(file));
  return {
    lines: () => linesOf(stream()),
    terraform: () => {
      const pid = /"type":"process","pid":(\d+)/.exec(journalOf(stateDirectory, stream()))?.[1];
      return pid === undefined ? undefined : Number(pid);
    },
    folder: () => {
      // A journal that is accounted for goes elsewhere.
      folder ??= /"workspace":"([^"]+)"/.exec(journalOf(stateDirectory, stream()))?.[1];
      if (folder === undefined) throw new Error('no apply has begun');
      return folder;
    },
  };
}

/** What terraform wrote during applies, oldest first. */
function streamsIn(stateDirectory: string): readonly string[] {
  const runs = join(stateDirectory, 'acme', 'runs');
  if (!existsSync(runs)) return [];
  return readdirSync(runs)
    .sort()
    .map((run) => join(runs, run, 'data-plane-apply.out'))
    .filter((file) => existsSync(file));
}

function linesOf(file: string | undefined): readonly string[] {
  if (file === undefined) return [];
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function journalOf(stateDirectory: string, stream: string | undefined): string {
  const folder = join(stateDirectory, 'acme', 'journal');
  if (stream === undefined || !existsSync(folder)) return '';
  return (
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .find((text) => text.includes(stream)) ?? ''
  );
}
