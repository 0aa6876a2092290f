/** Versions of terraform's providers that this program can do with. */
import type { Cloud } from '../clouds/cloud.ts';
import type { Breach } from '../findings/finding.ts';
import type { Rule } from './rule.ts';
import { isEmpty, parseVersionRange, type VersionRange, versionText } from './version-range.ts';

const id = 'terraform/provider-range';

/** What the cloud's defaults say is what is supported. */
export function providerRange({ defaults }: Pick<Cloud, 'defaults'>): Rule {
  return {
    id,
    states: 'The range of a provider has versions in it that this program was made for.',
    check: ({ config }) => {
      const supported = new Map(Object.entries(defaults(config.profile).terraform?.providers ?? {}));
      return Object.entries(config.terraform.providers).flatMap(([name, found]) =>
        rangeBreaches(name, found, supported.get(name)),
      );
    },
  };
}

function rangeBreaches(name: string, found: unknown, supported: unknown): readonly Breach[] {
  if (typeof found !== 'string' || typeof supported !== 'string') return [];
  const given = parseVersionRange(found);
  const ours = parseVersionRange(supported);
  const problem = given && ours && problemOf(given, ours);
  if (!problem) return [];
  const path = `terraform.providers.${name}`;
  return [
    {
      rule: id,
      ...problem,
      path,
      required: `versions of ${supported}`,
      found,
      nearest: supported,
      fix: { text: `set ${path}: "${supported}", or remove it`, set: [{ path, value: supported }] },
    },
  ];
}

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
