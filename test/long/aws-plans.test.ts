/**
 * Plans of changes that a reviewer has to know of, by the real AWS provider over a data plane that it made in the emulator.
 * What they mean is tested from these records, without a provider: `test/src/core/plan/recorded-concerns.test.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PartialConfig } from '../../src/core/config/schema.ts';
import { newestRelease } from '../../src/core/releases/catalogue.ts';
import { awsConfig } from '../helpers/aws-config.ts';
import { renderedAws } from '../helpers/aws-stack.ts';
import { type DeployedStack, deployStack } from '../helpers/deployed-stack.ts';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import { seedVendorBucket } from '../helpers/emulator-seed.ts';
import { planRecord } from '../helpers/plan-record.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const region = 'us-east-1';
const ownKey = `arn:aws:kms:${region}:123456789012:key/11111111-2222-3333-4444-555555555555`;

const changes: Readonly<Record<string, PartialConfig>> = {
  nothing: {},
  'database-tier': { postgres: { instanceType: 'db.r8g.8xlarge' } },
  'database-disk': { postgres: { storage: { sizeGb: 2000 } } },
  'cache-size': { redis: { instanceType: 'cache.r7g.2xlarge' } },
  'node-machine': { brainstore: { readers: { instanceType: 'c8gd.16xlarge' } } },
  'reader-count': { brainstore: { readers: { count: 4 } } },
  key: { encryption: { kmsKeyArn: ownKey } },
  'bucket-name': { name: 'other' },
  'network-range': { network: { cidr: '10.99.0.0/21' } },
  'one-way': { brainstore: { walFooterVersion: 'v3', noPostgres: 'all' } },
};

/** As older releases of the data plane began. */
const base: PartialConfig = { brainstore: { walFooterVersion: 'v1', noPostgres: 'none' } };

/** What follows from the rest, such as hundreds of rights that name another key, is left out. */
const only: Readonly<Record<string, RegExp>> = {
  key: /^aws_(db_instance|elasticache_replication_group|kms_key|launch_template|s3_bucket|cloudwatch_log_group)/,
  'bucket-name': /^aws_s3_bucket/,
  'network-range': /^aws_(vpc|subnet|nat_gateway)\./,
};

/** Ids of keys, endings of names that have a prefix alone, ids of machines and networks. */
const random =
  /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\d{20}[0-9a-f]+|(?<=\b[a-z]{1,8}-)[0-9a-f]{17}/g;

describeWithRealParts(
  'changes of a data plane on AWS',
  ['terraform', 'providerMirror', 'python'],
  (parts) => {
    const scratch = mkdtempSync(join(tmpdir(), 'bt-plans-'));
    let emulator: Emulator;
    let deployed: DeployedStack;

    beforeAll(async () => {
      emulator = await startEmulator({ python: parts.python, logFile: join(scratch, 'emulator.log') });
      await seedVendorBucket(emulator, region, newestRelease.functionTag);
      deployed = await deployStack(parts, await stack({}), {
        inputs: { license_key: 'not-a-real-licence' },
        variables: emulator.variables,
        // The emulator answers what it lacks with HTTP 500, which the provider would retry for many minutes.
        override: { provider: { aws: { max_retries: 3, s3_use_path_style: true } } },
      });
    });

    afterAll(async () => {
      deployed?.[Symbol.dispose]();
      await emulator?.stop();
      rmSync(scratch, { recursive: true });
    });

    it.each(Object.entries(changes))('%s', async (name, change) => {
      const text = planRecord(await deployed.plan(await stack(change)), { only: only[name], random });
      await expect(text).toMatchFileSnapshot(`../fixtures/plans/aws/${name}.json`);
    });

    it('met nothing that the emulator lacks', () => {
      expect(emulator.complaints()).toEqual([]);
    });
  },
);

function stack(change: PartialConfig) {
  const brainstore = { ...base.brainstore, ...change.brainstore };
  return renderedAws(awsConfig('production', { ...change, brainstore }));
}
