import type { ReleaseList } from '../../core/actions/releases/list.ts';
import type { Release } from '../../core/releases/release.ts';
import type { Paint } from './paint.ts';
import { indented, table } from './table.ts';

export function releaseListText({ source, releases }: ReleaseList, paint: Paint): string {
  const rows = releases.map(({ version, date, clouds, chart, unusable }) => [
    paint.strong(version),
    date,
    clouds.join(' ') || '-',
    chart === undefined ? '' : `chart ${chart}`,
    unusable === undefined ? '' : paint.warning('never chosen'),
  ]);
  return `${table(rows)}\n\n${paint.faint(`catalogue: ${source}`)}`;
}

export function releaseText(release: Release, paint: Paint): string {
  const { version, date, clouds, chart, functionTag, brainstoreTag, defaults, notes, unusable, source } =
    release;
  const rows = [
    ['released', date],
    ['clouds', clouds.join(', ') || 'none'],
    ['functions', functionTag],
    ['brainstore', brainstoreTag],
    ...(chart === undefined ? [] : [['chart', chart]]),
    ...Object.entries(defaults).map(([key, value]) => [`default of ${key}`, String(value)]),
    ...notes.map((note) => ['note', note]),
    ...(unusable === undefined ? [] : [[paint.warning('never chosen'), unusable]]),
    ['source', source],
  ];
  return `${paint.strong(version)}\n\n${indented(table(rows))}`;
}
