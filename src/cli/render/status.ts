import type { StatusResult } from '../../core/actions/status/index.ts';
import type { Paint } from './paint.ts';
import { indented, table } from './table.ts';

const comparison: Readonly<Record<StatusResult['drift'], string>> = {
  same: 'the configuration is what was last applied from this machine',
  changed: 'the configuration has changed since it was last applied from this machine',
  unknown: 'not known whether the configuration has changed: no finished apply of this machine is recorded',
};

export function statusText(result: Omit<StatusResult, 'next'>, paint: Paint): string {
  const { subject, stacks, deployed, drift, lastRun } = result;
  const { name, cloud, region, profile, release, deployedRelease } = subject;
  const move =
    deployedRelease === undefined || deployedRelease === release
      ? release
      : `${deployedRelease} → ${release}`;
  const head = `${paint.strong(name)}   ${cloud} ${region}   ${profile}   release ${move}`;
  if (!deployed) return `${head}\n\n  nothing is deployed yet`;
  const rows = stacks.map((stack) => [
    stack.stack,
    ...(stack.resources === 0
      ? ['nothing deployed yet']
      : [`${stack.resources} resources`, `release ${stack.release ?? 'unknown'}`]),
    ...(stack.resources === 0 ? [] : [paint.faint(`state serial ${stack.serial}`)]),
  ]);
  const tainted = stacks.flatMap((stack) => stack.tainted);
  const last =
    lastRun &&
    `last run: ${lastRun.action} ${lastRun.outcome.replaceAll('-', ' ')}, ${lastRun.ended}: ${lastRun.summary}`;
  return [
    head,
    indented(table(rows)),
    ...tainted.map((address) =>
      indented(`${paint.warning('!')} half-made, replaced by the next apply: ${address}`),
    ),
    indented([comparison[drift], ...(last ? [last] : [])].join('\n')),
  ].join('\n\n');
}
