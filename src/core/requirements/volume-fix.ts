/** The one change of the database's volume that every finding about the volume suggests. */
import type { Fix } from '../findings/finding.ts';
import type { Subject } from '../rules/rule.ts';
import type { Volume } from './catalogue.ts';
import { database } from './database.ts';
import { fixOf, suggestedType } from './machines.ts';
import { least, requirements } from './tables.ts';

const path = 'postgres.storage';
const keys = [
  'type',
  'sizeGb',
  'tier',
  'maxSizeGb',
  'iops',
  'throughputMbps',
] as const satisfies (keyof Volume)[];

/** The nearest volume that the cloud and the suggested machine accept and that meets the requirements of the profile. */
export function nearestVolume(subject: Subject): Volume {
  const { config, cloud } = subject;
  const { volumes } = cloud.catalogue;
  const volume = config.postgres.storage;
  const kinds = suggestedType(database, subject)?.volumeKinds ?? volumes.kinds;
  const type = kinds.includes(volume.type) ? volume.type : (kinds[0] ?? volume.type);
  return volumes.nearest(
    { ...volume, type },
    {
      sizeGb: least(requirements.postgres.storage, config.profile) ?? 0,
      iops: least(requirements.postgres.iops, config.profile) ?? 0,
    },
  );
}

export function volumeFix(subject: Subject): Fix {
  const from = subject.config.postgres.storage;
  const to = nearestVolume(subject);
  return fixOf(
    keys.filter((key) => from[key] !== to[key]).map((key) => ({ path: `${path}.${key}`, value: to[key] })),
  );
}
