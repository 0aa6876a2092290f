/** Machines of Cloud SQL: those that are listed, and those of any size. */
import type { DatabaseType, Spelling } from '../../requirements/catalogue.ts';
import { figure, parseRows } from '../figures.ts';
import { once } from '../once.ts';
import { cloudSqlFigures, customIops, customSizes } from './catalogue/cloud-sql.ts';

export const databases = once((): readonly DatabaseType[] =>
  parseRows(cloudSqlFigures, '-').map(({ name, architecture, words, flags }) => {
    const [vcpus, memoryGib, sustainedIops] = words.map(figure);
    return {
      name,
      architecture,
      vcpus,
      memoryGib,
      sustainedIops,
      burstable: flags.has('burstable'),
      edition: flags.has('plus') ? 'enterprise-plus' : 'enterprise',
      volumeKinds: [flags.has('hyperdisk') ? 'hyperdisk-balanced' : 'pd-ssd'],
    };
  }),
);

/** `db-custom-VCPUS-MB`, or with a series that takes Hyperdisk alone: `db-custom-N4-VCPUS-MB`. */
const custom = /^db-custom-(N4-)?(0|[1-9][0-9]*)-(0|[1-9][0-9]*)$/;

export function databaseFromName(name: string): DatabaseType | undefined {
  const [whole, series, vcpus, megabytes] = custom.exec(name) ?? [];
  if (whole === undefined) return undefined;
  return {
    name,
    architecture: 'x86_64',
    vcpus: Number(vcpus),
    memoryGib: Number(megabytes) / 1024,
    burstable: false,
    sustainedIops: series ? undefined : customIops.find(({ fromVcpus }) => Number(vcpus) >= fromVcpus)?.iops,
    edition: 'enterprise',
    volumeKinds: [series ? 'hyperdisk-balanced' : 'pd-ssd'],
  };
}

export const databaseSpelling: Spelling = {
  pattern:
    /^db-(f1-micro|g1-small|perf-optimized-N-[0-9]+|c4a-highmem-[0-9]+|custom-(N4-)?(0|[1-9][0-9]*)-(0|[1-9][0-9]*))$/,
  example: 'db-perf-optimized-N-8',
  problem: customProblem,
};

function customProblem(name: string): string | undefined {
  const [whole, , vcpus, megabytes] = custom.exec(name) ?? [];
  if (whole === undefined) return undefined;
  const count = Number(vcpus);
  const memory = Number(megabytes);
  const { vcpus: range, memoryMb, perVcpu } = customSizes;
  if (count < range.least || count > range.most || (count > 1 && count % 2 === 1))
    return `vCPUs are 1 or an even number up to ${range.most}`;
  if (memory < memoryMb.least || memory % memoryMb.step !== 0)
    return `memory is ${memoryMb.least} MB or more, in steps of ${memoryMb.step}`;
  const perCpu = memory / 1024 / count;
  if (perCpu < perVcpu.least || perCpu > perVcpu.most)
    return `memory is ${perVcpu.least} to ${perVcpu.most} GB for each vCPU`;
  return undefined;
}
