/** The catalogue and the rules of upgrades as a page of Markdown: `docs/releases.md`. */
import { neverPinned } from '../../releases/never-pinned.ts';
import type { Release, ReleaseCatalogue, ReleaseDefaults } from '../../releases/release.ts';
import { changedDefaults } from '../../upgrade/changed-defaults.ts';
import { milestones } from '../../upgrade/milestones.ts';
import { upgradeRules } from '../../upgrade/rules/index.ts';

export function releasesDocument({ releases }: ReleaseCatalogue): string {
  const usable = releases.filter(({ unusable }) => unusable === undefined);
  const unusable = releases.filter((release) => release.unusable !== undefined);
  return [
    '# Releases',
    '',
    '<!-- Generated from the catalogue and the rules of this program; a test compares them. -->',
    '',
    'Releases of the data plane: the one number that API, proxy and Brainstore share, and that `release` in a configuration',
    'names. `bt-dataplane releases list` prints them, `bt-dataplane releases update` takes newer ones from a file or an address.',
    '',
    '## May be chosen',
    '',
    ...table(
      ['Release', 'Day', 'Clouds', 'Chart', 'What to know', 'Source'],
      usable.map((release, index) => [
        `\`${release.version}\``,
        release.date,
        release.clouds.join(', '),
        release.chart ?? '-',
        words(release, usable[index - 1]?.defaults),
        linkTo(release.source),
      ]),
    ),
    '',
    'Packages of functions and images have the tag `v` and the number. Where a default of the vendor is said to have changed, what',
    'you have stays: it is frozen in the lock file, or written always.',
    '',
    '## Never chosen',
    '',
    ...table(
      ['Release', 'Day', 'Chart', 'Why', 'Source'],
      unusable.map(({ version, date, chart = '-', unusable: why = '', notes, source }) => [
        `\`${version}\``,
        date,
        chart,
        sentences([why, ...notes]),
        linkTo(source),
      ]),
    ),
    '',
    'Tags that nothing is pinned to:',
    '',
    ...table(
      ['Tag', 'Where', 'Why', 'Source'],
      neverPinned.map(({ tag, where, why, source }) => [`\`${tag}\``, where, why, linkTo(source)]),
    ),
    '',
    '## Rules of upgrades',
    '',
    'What `bt-dataplane upgrade plan` goes by, and what a plain `apply` is refused for.',
    '',
    ...table(
      ['Rule', 'States', 'Source'],
      upgradeRules.map(({ id, states, source }) => [`\`${id}\``, states, linkTo(source)]),
    ),
    '',
    ...milestones.map(
      ({ major, from, first, last, recommended, source }) =>
        `${major}.x is entered from ${from} alone, at a release from ${first} to ${last}; ${recommended} is recommended (${linkTo(source)}).`,
    ),
    '',
  ].join('\n');
}

function words({ stop, notes, defaults, reversibleTo = [] }: Release, before?: ReleaseDefaults): string {
  return sentences([
    ...(stop === undefined ? [] : [`required stop: ${stop}`]),
    ...(before === undefined ? [] : changedDefaults(before, defaults).map(shortened)),
    ...notes,
    ...(reversibleTo.length === 0 ? [] : [`can be followed by ${reversibleTo.join(', ')}`]),
  ]);
}

/** The second half is the same for all, and is said once. */
function shortened(text: string): string {
  return text.replace(/; yours stays.*$/, '.');
}

function sentences(parts: readonly string[]): string {
  return parts
    .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}${part.endsWith('.') ? '' : '.'}`)
    .join(' ');
}

function linkTo(source: string): string {
  const [address = source] = source.split(' ');
  const parts = new URL(address).pathname.split('/').filter((part) => part !== '');
  const name = parts.includes('tag')
    ? `${parts[1]?.includes('helm') ? 'chart' : 'module'} ${parts.at(-1)}`
    : parts.at(-1);
  return `[${name}](${address})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
