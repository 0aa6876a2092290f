import type { SynthResult } from '../../core/actions/synth/index.ts';
import type { Paint } from './paint.ts';
import { indented, table } from './table.ts';

export function synthText({ folder, manifest, check }: SynthResult, paint: Paint): string {
  const { deployment, cloud, region, profile, release } = manifest;
  const stacks = manifest.stacks.map((stack) => {
    const rows = Object.entries(stack.components).map(([name, count]) => [name, String(count)]);
    const total = `${paint.strong(stack.name)}  ${stack.resources} resources`;
    return `${total}\n${indented(table(rows, ['left', 'right']))}`;
  });
  return [
    `${paint.strong(deployment)}   ${cloud} ${region}   ${profile}   release ${release}`,
    ...stacks.map((stack) => indented(stack)),
    `rendered to ${folder}   ${paint.faint(manifest.digest.slice(0, 19))}`,
    ...(check === undefined ? [] : [checkText(check, paint)]),
  ].join('\n\n');
}

function checkText({ terraformVersion, stacks }: NonNullable<SynthResult['check']>, paint: Paint): string {
  const rows = stacks.map(({ stack, providers }) => [
    paint.good('valid'),
    stack,
    [`terraform ${terraformVersion}`, ...Object.entries(providers).map((one) => one.join(' '))].join(', '),
  ]);
  return `checked by terraform\n${indented(table(rows))}`;
}
