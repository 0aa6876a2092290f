/**
 * The documented hardware requirements, row by row: https://www.braintrust.dev/docs/admin/self-hosting#hardware-requirements.
 * `staging` is the column Testing/Staging. Numbers are minimums; a text states what has no number; left out, the column
 * asks for nothing.
 */
import type { CloudId, Profile } from '../config/schema.ts';

export const components = ['api', 'postgres', 'redis', 'brainstore'] as const;
export type Component = (typeof components)[number];

export interface Requirement {
  /** What the row is about, such as `vCPUs`. */
  readonly title: string;
  readonly unit?: string;
  readonly staging?: number | string;
  readonly production?: number | string;
  /** Only a recommendation: never an error. */
  readonly recommended?: true;
  /** Clouds that it applies to; left out, all. */
  readonly clouds?: readonly CloudId[];
  readonly source: string;
}

const page = 'https://www.braintrust.dev/docs/admin/self-hosting#hardware-requirements';
const at = (section: string, row: string) => `${page} (${section}, ${row})`;

const apiTable = 'API service';
const postgresTable = 'Database (PostgreSQL)';
const redisTable = 'Redis cache';
const brainstoreTable = 'Brainstore';
/** On AWS the API runs on Lambda, which has no machines to size: same page, API service. */
const onKubernetes: readonly CloudId[] = ['gcp', 'azure'];

export const requirements = {
  api: {
    vcpus: {
      title: 'vCPUs per instance',
      staging: 1,
      production: 2,
      clouds: onKubernetes,
      source: at(apiTable, 'CPU'),
    },
    memory: {
      title: 'Memory per instance',
      unit: 'GB',
      staging: 2,
      production: 8,
      clouds: onKubernetes,
      source: at(apiTable, 'Memory'),
    },
    count: {
      title: 'Instances',
      staging: 1,
      production: 4,
      clouds: onKubernetes,
      source: at(apiTable, 'Instance count'),
    },
    nodeMemory: {
      title: 'NODE_MEMORY_PERCENT',
      staging: '80 to 90',
      production: '80 to 90',
      clouds: onKubernetes,
      source: at(apiTable, 'Environment variables'),
    },
  },
  postgres: {
    vcpus: { title: 'vCPUs', staging: 2, production: 8, source: at(postgresTable, 'CPU') },
    memory: { title: 'Memory', unit: 'GB', staging: 8, production: 64, source: at(postgresTable, 'Memory') },
    storage: {
      title: 'Storage size',
      unit: 'GB',
      staging: 100,
      production: 1_000,
      source: at(postgresTable, 'Storage size'),
    },
    iops: {
      title: 'Storage IOPS',
      staging: 3_000,
      production: 15_000,
      source: at(postgresTable, 'Storage IOPS'),
    },
    version: { title: 'Version', staging: 15, production: 17, source: at(postgresTable, 'Version') },
  },
  redis: {
    vcpus: { title: 'vCPUs', staging: 1, production: 2, source: at(redisTable, 'CPU') },
    memory: { title: 'Memory', unit: 'GB', staging: 1, production: 4, source: at(redisTable, 'Memory') },
    version: { title: 'Version', staging: 7, production: 7, source: at(redisTable, 'Version') },
    burstable: {
      title: 'Burstable machines',
      production: 'none, their CPU credits run out under load',
      source: at(redisTable, 'Important for AWS'),
    },
  },
  brainstore: {
    vcpus: { title: 'vCPUs', staging: 4, production: 16, source: at(brainstoreTable, 'CPU') },
    architecture: {
      title: 'Architecture',
      production: 'ARM recommended',
      recommended: true,
      source: at(brainstoreTable, 'CPU'),
    },
    memory: {
      title: 'Memory',
      unit: 'GB',
      staging: 8,
      production: 32,
      source: at(brainstoreTable, 'Memory'),
    },
    storage: {
      title: 'Storage size',
      unit: 'GB',
      staging: 128,
      production: 1_024,
      source: at(brainstoreTable, 'Storage size'),
    },
    nvme: {
      title: 'Storage type',
      staging: 'SSD',
      production: 'local NVMe',
      source: at(brainstoreTable, 'Storage type'),
    },
    readIops: { title: 'Read IOPS', production: 150_000, source: at(brainstoreTable, 'Storage IOPS') },
    writeIops: { title: 'Write IOPS', production: 150_000, source: at(brainstoreTable, 'Storage IOPS') },
    readers: { title: 'Readers', staging: 1, production: 2, source: at(brainstoreTable, 'Instance count') },
    writers: {
      title: 'Writers',
      staging: 'none needed, readers may also write',
      production: 1,
      source: at(brainstoreTable, 'Node types and Instance count'),
    },
  },
} as const satisfies Readonly<Record<Component, Readonly<Record<string, Requirement>>>>;

/** The minimum of a row, where the profile has one. */
export function least(requirement: Requirement, profile: Profile): number | undefined {
  const value = requirement[profile];
  return typeof value === 'number' ? value : undefined;
}
