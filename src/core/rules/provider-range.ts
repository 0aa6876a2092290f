/** Versions of terraform's providers that this program can do with. */
import type { Breach } from '../findings/finding.ts';
import type { Rule } from './rule.ts';
import { isEmpty, parseVersionRange, type VersionRange, versionText } from './version-range.ts';

export const providerRange: Rule = {
  id: 'terraform/provider-range',
  states: 'The range of a provider has versions in it that this program was made for.',
  check: ({ config, cloud }) => {
    const usual = cloud.defaults(config.profile).terraform?.providers ?? {};
    return Object.entries(usual).flatMap(([name, supported]): readonly Breach[] => {
      const found = Object.entries(config.terraform.providers).find(([key]) => key === name)?.[1];
      const given = found === undefined ? undefined : parseVersionRange(found);
      const ours = supported === undefined ? undefined : parseVersionRange(supported);
      if (found === undefined || !given || !ours) return [];
      const problem = problemOf(given, ours);
      if (!problem) return [];
      const path = `terraform.providers.${name}`;
      return [
        {
          rule: providerRange.id,
          ...problem,
          path,
          required: `versions of ${supported}`,
          found,
          nearest: String(supported),
          fix: {
            text: `set ${path}: "${supported}", or remove it`,
            set: [{ path, value: supported }],
          },
        },
      ];
    });
  },
};

function problemOf(
  given: VersionRange,
  ours: VersionRange,
): Pick<Breach, 'severity' | 'message'> | undefined {
  const proven = versionText(ours.first);
  if (isEmpty(given)) return { severity: 'error', message: 'no version is in this range' };
  if (given.end <= ours.first) {
    const message = `every version in this range is older than ${proven}, which this program was proven with and needs at least`;
    return { severity: 'error', message };
  }
  if (given.first < ours.end) return undefined;
  const message = `every version in this range is of ${versionText(ours.end)} or newer, which this program was not made for; it was proven with ${proven}`;
  return { severity: 'warning', message };
}
