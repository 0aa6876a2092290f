/**
 * What a profile fills in on AWS, beside `src/core/config/defaults.ts`: machines, volumes, networks, provider. Both profiles
 * meet every requirement as they are; production still wants a state bucket.
 */
import type { PartialConfig, Profile } from '../../config/schema.ts';
import { newestRelease } from '../../releases/catalogue.ts';

export function awsDefaults(profile: Profile): PartialConfig {
  return { ...always, ...byProfile[profile] };
}

/** Ranges and memory as in https://github.com/braintrustdata/terraform-aws-braintrust-data-plane v6.6.0. */
const always = {
  release: newestRelease.version,
  network: {
    cidr: '10.175.0.0/21',
    availabilityZones: [],
    quarantine: { enabled: true, cidr: '10.175.8.0/21' },
  },
  remoteSupport: { logs: false, shell: false },
  // 10,240 MB since out-of-memory failures.
  api: { memoryMb: 10_240, accountLogRole: true },
  terraform: { providers: { aws: '>= 5.100.0, < 7.0.0' } },
} satisfies PartialConfig;

const byProfile = {
  staging: {
    postgres: {
      instanceType: 'db.r8g.large',
      // Below 400 GB gp3 has 3,000 IOPS and takes no other figure.
      storage: { type: 'gp3', sizeGb: 100, maxSizeGb: 500 },
    },
    redis: { version: '7.1', instanceType: 'cache.t4g.small' },
    brainstore: {
      readers: { instanceType: 'c8gd.xlarge' },
      fastReaders: { instanceType: 'c8gd.xlarge' },
      writers: { instanceType: 'c8gd.xlarge' },
    },
  },
  production: {
    postgres: {
      // Twice the required vCPUs and memory: db.r8g.2xlarge sustains only 12,000 of the required 15,000 IOPS.
      instanceType: 'db.r8g.4xlarge',
      // RDS includes 500 MiB/s at this size; a figure here would stand in the way of other kinds of volume.
      storage: { type: 'gp3', sizeGb: 1_000, maxSizeGb: 4_000, iops: 15_000 },
    },
    redis: { version: '7.1', instanceType: 'cache.r7g.large' },
    brainstore: {
      // The smallest c8gd with 150,000 write IOPS; c8gd.4xlarge has 134,167 on 950 GB.
      readers: { instanceType: 'c8gd.8xlarge' },
      fastReaders: { instanceType: 'c8gd.8xlarge' },
      writers: { instanceType: 'c8gd.8xlarge' },
    },
  },
} satisfies Record<Profile, PartialConfig>;
