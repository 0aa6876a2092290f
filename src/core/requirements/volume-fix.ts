/** The one change of the database's volume that every finding about the volume suggests. */
import type { Fix } from '../findings/finding.ts';
import type { Subject } from '../rules/rule.ts';
import type { Volume } from './catalogue.ts';
import { least, requirements } from './tables.ts';

const path = 'postgres.storage';
const keys = ['type', 'sizeGb', 'maxSizeGb', 'iops', 'throughputMbps'] as const satisfies (keyof Volume)[];

/** The nearest volume that the cloud accepts and that meets the requirements of the profile. */
export function nearestVolume({ config, cloud }: Subject): Volume {
  return cloud.catalogue.volumes.nearest(config.postgres.storage, {
    sizeGb: least(requirements.postgres.storage, config.profile) ?? 0,
    iops: least(requirements.postgres.iops, config.profile) ?? 0,
  });
}

export function volumeFix(subject: Subject): Fix {
  const from = subject.config.postgres.storage;
  const to = nearestVolume(subject);
  const set = keys
    .filter((key) => from[key] !== to[key])
    .map((key) => ({ path: `${path}.${key}`, value: to[key] }));
  const steps = set.map((change) =>
    change.value === undefined ? `remove ${change.path}` : `set ${change.path}: ${change.value}`,
  );
  return { text: steps.join(', '), set };
}
