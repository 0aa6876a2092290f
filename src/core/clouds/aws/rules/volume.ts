/** What RDS accepts as a volume. All of these suggest the one nearest volume that is accepted and meets the requirements. */
import type { Breach } from '../../../findings/finding.ts';
import { grouped } from '../../../requirements/format.ts';
import { volumeFix } from '../../../requirements/volume-fix.ts';
import type { Rule } from '../../../rules/rule.ts';
import {
  type AwsVolume,
  gp3,
  gp3Throughput,
  io1SmallIops,
  isOfAws,
  provisioned,
  stripedFromGb,
} from '../volumes.ts';

const source = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html';

interface Problem {
  /** Key of the volume. */
  readonly key: 'sizeGb' | 'iops' | 'throughputMbps';
  readonly message: string;
  readonly required: string;
}

function volumeRule(what: string, states: string, problems: (volume: AwsVolume) => readonly Problem[]): Rule {
  const rule: Rule = {
    id: `postgres/volume-${what}`,
    states,
    check: (subject) => {
      const volume = subject.config.postgres.storage;
      // Another cloud's kind is a finding of its own.
      if (!isOfAws(volume)) return [];
      return problems(volume).map(
        ({ key, message, required }): Breach => ({
          rule: rule.id,
          severity: 'error',
          message: `the database: ${message}`,
          path: `postgres.storage.${key}`,
          required,
          found: volume[key] === undefined ? 'not set' : grouped(volume[key]),
          fix: volumeFix(subject),
          source,
        }),
      );
    },
  };
  return rule;
}

const fixed = volumeRule(
  'fixed',
  `gp3 below ${stripedFromGb} GB takes neither IOPS nor throughput.`,
  ({ type, sizeGb, ...volume }) => {
    if (type !== 'gp3' || sizeGb >= stripedFromGb) return [];
    return (['iops', 'throughputMbps'] as const)
      .filter((key) => volume[key] !== undefined)
      .map((key) => ({
        key,
        message: `RDS refuses ${key} for gp3 below ${stripedFromGb} GB, where 3,000 IOPS and 125 MiB/s are fixed`,
        required: `not set, or a volume of ${stripedFromGb} GB`,
      }));
  },
);

const iops = volumeRule('iops', 'IOPS are within what the kind of volume takes.', (volume) =>
  volume.type === 'gp3' ? gp3Iops(volume) : provisionedIops(volume, volume.type),
);

function gp3Iops({ sizeGb, iops: set }: AwsVolume): readonly Problem[] {
  const { least, most } = gp3.iops;
  if (sizeGb < stripedFromGb || set === undefined || (set >= least && set <= most)) return [];
  const required = `${grouped(least)} to ${grouped(most)}`;
  return [{ key: 'iops', message: `gp3 takes ${required} IOPS, ${grouped(set)} are set`, required }];
}

function provisionedIops({ sizeGb, iops: set }: AwsVolume, type: 'io1' | 'io2'): readonly Problem[] {
  const { iops: range, perGb } = provisioned[type];
  const cap = type === 'io1' && sizeGb < stripedFromGb ? io1SmallIops : range.most;
  const least = Math.max(range.least, Math.ceil(sizeGb * perGb.least));
  const most = Math.min(cap, sizeGb * perGb.most);
  const required = `${grouped(least)} to ${grouped(most)}`;
  if (set === undefined) return [{ key: 'iops', message: `${type} must be told its IOPS`, required }];
  if (set >= least && set <= most) return [];
  const message = `${type} of ${grouped(sizeGb)} GB takes ${required} IOPS, ${grouped(set)} are set`;
  return [{ key: 'iops', message, required }];
}

const throughput = volumeRule(
  'throughput',
  'Throughput is within what the volume takes; only gp3 takes one.',
  ({ type, sizeGb, iops: set, throughputMbps }) => {
    if (throughputMbps === undefined) return [];
    if (type !== 'gp3') {
      return [
        { key: 'throughputMbps', message: `throughput cannot be set for ${type}`, required: 'not set' },
      ];
    }
    if (sizeGb < stripedFromGb) return [];
    const { least, most } = gp3Throughput(set ?? gp3.iops.least);
    if (throughputMbps >= least && throughputMbps <= most) return [];
    const required = `${grouped(least)} to ${grouped(most)} MiB/s`;
    const message = `gp3 with ${grouped(set ?? gp3.iops.least)} IOPS takes ${required}, a quarter of its IOPS at most`;
    return [{ key: 'throughputMbps', message, required }];
  },
);

const size = volumeRule('size', 'A volume is as large as its kind must be.', ({ type, sizeGb }) => {
  if (type === 'gp3' || sizeGb >= provisioned[type].leastGb) return [];
  const required = `${provisioned[type].leastGb} GB or more`;
  return [{ key: 'sizeGb', message: `${type} starts at ${provisioned[type].leastGb} GB`, required }];
});

export const volumeRules: readonly Rule[] = [fixed, iops, throughput, size];
