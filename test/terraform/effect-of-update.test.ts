/** The digest of what a plan does to something that is there already: by the real AWS provider, in the emulator. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PartialConfig } from '../../src/core/config/schema.ts';
import { effectDifference, effectDigest } from '../../src/core/plan/effect.ts';
import { readPlan } from '../../src/core/plan/read.ts';
import { newestRelease } from '../../src/core/releases/catalogue.ts';
import { awsConfig } from '../helpers/aws-config.ts';
import { renderedAws } from '../helpers/aws-stack.ts';
import { type DeployedStack, deployStack } from '../helpers/deployed-stack.ts';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import { seedVendorBucket } from '../helpers/emulator-seed.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const region = 'us-east-1';
const subject = { deployment: 'acme', cloud: 'aws', region, account: '123456789012', release: '1.0.0' };

/** Data, with the network, key and secrets that it needs; neither nodes nor functions, which take longest. */
const targets = [
  'aws_db_instance.database',
  'aws_elasticache_replication_group.cache',
  'aws_s3_bucket_lifecycle_configuration.storage_brainstore_lifecycle',
];

describeWithRealParts('the digest of a change', ['terraform', 'providerMirror', 'python'], (parts) => {
  const scratch = mkdtempSync(join(tmpdir(), 'bt-effect-'));
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
      targets,
    });
  }, 600_000);

  afterAll(async () => {
    deployed?.[Symbol.dispose]();
    await emulator?.stop();
    rmSync(scratch, { recursive: true });
  });

  it('is the same when it is planned again, and another for other values or another action', async () => {
    const change: PartialConfig = {
      postgres: { instanceType: 'db.r8g.xlarge', storage: { sizeGb: 200 }, rotation: 2 },
      redis: { instanceType: 'cache.r7g.large' },
      storage: { retentionDays: 8 },
    };
    const first = await digestOf(change);
    expect(first.changes).toEqual(
      expect.arrayContaining([
        'update aws_db_instance.database',
        'update aws_elasticache_replication_group.cache',
        'update aws_s3_bucket_lifecycle_configuration.storage_brainstore_lifecycle',
      ]),
    );
    const again = await digestOf(change);
    expect(again).toEqual(first);
    const values = await digestOf({ ...change, storage: { retentionDays: 9 } });
    expect(effectDifference(first.digest, values.digest)).toContain('with other values');
    const key = { kmsKeyArn: `arn:aws:kms:${region}:123456789012:key/11111111-2222-3333-4444-555555555555` };
    const replaced = await digestOf({ ...change, encryption: key });
    expect(replaced.changes).toContain('replace aws_db_instance.database');
    expect(effectDifference(first.digest, replaced.digest)).toContain('other things are done to them');
  }, 600_000);

  async function digestOf(change: PartialConfig) {
    const document = await deployed.plan(await stack(change));
    const plan = readPlan(document, { name: 'data-plane', components: {} });
    const changes = plan.changes.map(({ kind, address }) => `${kind} ${address}`);
    return { changes, digest: effectDigest(subject, [{ plan, document, rendered: '' }]) };
  }
});

function stack(change: PartialConfig) {
  return renderedAws(awsConfig('staging', change));
}
