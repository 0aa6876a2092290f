/**
 * What a plan says of changes of a deployment that is there, and what apply refuses and does: the built program, the real
 * terraform and provider, the AWS emulator.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Concern } from '../../src/core/plan/model.ts';
import { newestRelease } from '../../src/core/releases/catalogue.ts';
import { type CloudListing, listCloud } from '../helpers/cloud-listing.ts';
import { DeploymentLife } from '../helpers/deployment-life.ts';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import { makeKey } from '../helpers/emulator-key.ts';
import type { ProgramEnd } from '../helpers/emulator-program.ts';
import { seedVendorBucket } from '../helpers/emulator-seed.ts';
import { type EmulatorWorkspace, makeWorkspace } from '../helpers/emulator-workspace.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const region = 'us-east-1';
const database = 'aws_db_instance.database';
const cache = 'aws_elasticache_replication_group.cache';
const ownKey = 'aws_kms_key.encryption';
const bucket = 'aws_s3_bucket.storage_responses';
/** What another key costs. */
const allLost = ['--allow-replace', database, '--allow-replace', cache, '--allow-destroy', ownKey];

interface Planned {
  readonly blocked: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly concerns: readonly Concern[];
}

/** What a concern is, in short. */
type Told = readonly [kind: string, severity: string, change: string, address: string, because: string];

describeWithRealParts('a change on AWS', ['terraform', 'providerMirror', 'python'], (parts) => {
  const folder = mkdtempSync(join(tmpdir(), 'bt-dataplane-changes-'));
  let emulator: Emulator;
  let workspace: EmulatorWorkspace;
  let overrides: readonly string[];
  /** Of the user's own. */
  let key: string;
  const life = new DeploymentLife(
    () => workspace,
    () => ({ complaints: emulator.complaints(), log: [] }),
  );
  const step = (title: string, body: () => Promise<void>) => life.step(title, body);

  beforeAll(async () => {
    emulator = await startEmulator({
      python: parts.python,
      logFile: join(folder, 'emulator.log'),
      minutes: 60,
    });
    await seedVendorBucket(emulator, region, newestRelease.functionTag);
    key = await makeKey(emulator, region);
    workspace = makeWorkspace(join(folder, 'work'), parts, emulator, 'a-licence-key');
    overrides = [workspace.override];
    const config = ['--name', 'changes', '--cloud', 'aws', '--region', region, '--profile', 'staging'];
    const more = ['--organization', 'Example', '--license-source', 'env:BRAINTRUST_LICENSE_KEY'];
    await life.run(0, 'init', '--no-input', ...config, ...more);
    life.edit(/^brainstore:\n/m, 'brainstore:\n  walFooterVersion: none\n  noPostgres: none\n');
    await drive(0, 'apply', '--yes');
  });

  afterAll(async () => {
    await emulator?.stop();
    if (life.failed === undefined) rmSync(folder, { recursive: true, force: true });
    else process.stderr.write(`"${life.failed}" failed; its files are in ${folder}\n`);
  });

  it(
    'of the machine of Redis is an interruption and costs more',
    step('machine of Redis', async () => {
      const because = 'node_type: cache.t4g.small → cache.m7g.large';
      await says(/instanceType: cache\.t4g\.small/, 'instanceType: cache.m7g.large', [
        ['downtime', 'attention', 'update', cache, because],
        ['cost', 'notice', 'update', cache, because],
      ]);
    }),
  );

  it(
    'of the volume of PostgreSQL has no way back and costs more',
    step('volume of PostgreSQL', async () => {
      const because = 'allocated_storage: 100 → 200';
      await says(/sizeGb: 100/, 'sizeGb: 200', [
        ['downtime', 'notice', 'update', database, because],
        ['cost', 'notice', 'update', database, because],
      ]);
    }),
  );

  it(
    'of the number of readers costs more',
    step('number of readers', async () => {
      await says(/readers:\n {4}count: 1/, 'readers:\n    count: 2', [
        ['cost', 'notice', 'update', 'aws_autoscaling_group.brainstore_readers', 'desired_capacity: 1 → 2'],
      ]);
    }),
  );

  it(
    'of the key is refused whatever is named, as long as the database is protected against deletion',
    step('protected database', async () => {
      const written = life.edit(/^redis:\n/m, `encryption:\n  kmsKeyArn: ${key}\nredis:\n`);
      const { stderr } = await drive(5, 'apply', '--yes', ...allLost);
      expect(stderr).toMatch(/refused\[deletion-protected\].*aws_db_instance\.database/);
      expect(stderr).toContain('set deletionProtection to false in the configuration and apply that first');
      writeFileSync(life.configuration, written);
    }),
  );

  it(
    'that nothing speaks against is carried out with --yes alone',
    step('apply', async () => {
      life.edit(/instanceType: cache\.t4g\.small/, 'instanceType: cache.m7g.large');
      life.edit(/sizeGb: 100/, 'sizeGb: 200');
      life.edit(/readers:\n {4}count: 1/, 'readers:\n    count: 2');
      // For what comes later.
      life.edit(/deletionProtection: true/, 'deletionProtection: false');
      await drive(0, 'apply', '--yes');
      await drive(0, 'plan', '--detailed-exitcode');
      expect((await now()).instance).toHaveLength(2);
    }),
  );

  it(
    'of the format of the log is refused with --yes, and done when it is accepted by name',
    step('format of the log', async () => {
      life.edit(/ {2}walFooterVersion: none\n/, '');
      const { concerns, blocked } = await planned();
      expect(blocked).toBe(true);
      expect(concerns[0]).toMatchObject({
        kind: 'one-way',
        severity: 'blocking',
        because: 'wal-footer-version: nothing → v3',
        flag: '--accept-one-way wal-footer-version',
      });
      const refused = await drive(5, 'apply', '--yes');
      expect(refused.stderr).toMatch(/refused\[one-way-blocked\][\s\S]*--accept-one-way wal-footer-version/);
      await drive(5, 'apply', '--yes', '--accept-one-way', 'no-postgres');
      await drive(0, 'apply', '--yes', '--accept-one-way', 'wal-footer-version');
    }),
  );

  it(
    'of the name of a bucket is refused with --yes, and done when the bucket is named',
    step('name of a bucket', async () => {
      const renamed = {
        resource: { aws_s3_bucket: { storage_responses: { bucket_prefix: 'changes-answers-' } } },
      };
      writeFileSync(join(workspace.directory, 'bucket_override.tf.json'), JSON.stringify(renamed));
      overrides = [...overrides, 'bucket_override.tf.json'];
      const { concerns, blocked } = await planned();
      expect([blocked, concerns.filter(({ severity }) => severity === 'blocking').map(told)]).toEqual([
        true,
        [['data-loss', 'blocking', 'replace', bucket, 'bucket_prefix forces a new aws_s3_bucket']],
      ]);
      await refuses(/--allow-replace 'aws_s3_bucket\.storage_responses'/);
      await refuses(/storage_responses/, '--allow-destroy', bucket);
      await drive(0, 'apply', '--yes', '--allow-replace', bucket);
      const names = (await now()).bucket ?? [];
      expect(names.some((name) => name.startsWith('changes-answers-'))).toBe(true);
      expect(names.some((name) => name.startsWith('changes-responses-'))).toBe(false);
    }),
  );

  it(
    'of the key is refused with --yes, and done when all that is lost is named',
    step('key', async () => {
      life.edit(/^redis:\n/m, `encryption:\n  kmsKeyArn: ${key}\nredis:\n`);
      const { concerns, blocked } = await planned();
      expect([blocked, concerns.filter(({ severity }) => severity === 'blocking').map(told)]).toEqual([
        true,
        [
          ['data-loss', 'blocking', 'replace', database, 'kms_key_id forces a new aws_db_instance'],
          [
            'data-loss',
            'blocking',
            'replace',
            cache,
            'kms_key_id, replication_group_id forces a new aws_elasticache_replication_group',
          ],
          ['data-loss', 'blocking', 'destroy', ownKey, 'it is no longer part of the rendered stack'],
        ],
      ]);
      await refuses(/--allow-destroy 'aws_kms_key\.encryption'/);
      await refuses(/--allow-destroy 'aws_kms_key\.encryption'/, ...allLost.slice(0, 4));
      const { database: former } = await now();
      await drive(0, 'apply', '--yes', ...allLost);
      await drive(0, 'plan', '--detailed-exitcode');
      const there = await now();
      expect(there.database).toHaveLength(1);
      expect(there.database).not.toEqual(former);
      // What was in the former one is not gone for good.
      expect(there['database snapshot']).toHaveLength(1);
    }),
  );

  it('met nothing that the emulator lacks', () => {
    expect(emulator.complaints()).toEqual([]);
  });

  /** A command that starts terraform. */
  function drive(exitCode: number, ...args: readonly string[]): Promise<ProgramEnd> {
    return life.run(exitCode, ...args, ...overrides.flatMap((file) => ['--terraform-override', file]));
  }

  async function planned(): Promise<Planned> {
    await drive(0, 'plan');
    const { stdout } = await drive(2, 'plan', '--detailed-exitcode', '--json');
    return (JSON.parse(stdout) as { readonly plan: Planned }).plan;
  }

  /** A change that may be made: the plan has these concerns and no other, and the configuration is as before. */
  async function says(what: RegExp, by: string, expected: readonly Told[]): Promise<void> {
    const written = life.edit(what, by);
    const { blocked, counts, concerns } = await planned();
    expect(concerns.map(told)).toEqual(expected);
    expect(blocked).toBe(false);
    expect(counts).toMatchObject({ replace: 0, destroy: 0 });
    writeFileSync(life.configuration, written);
  }

  /** Refused with consent given, with the flag named, and nothing is touched. */
  async function refuses(named: RegExp, ...flags: readonly string[]): Promise<void> {
    const before = await now();
    const { stderr, stdout } = await drive(5, 'apply', '--yes', ...flags);
    expect(stdout).toBe('');
    expect(stderr).toContain('refused[stateful-change-blocked]');
    expect(stderr).toMatch(named);
    expect(await now()).toEqual(before);
  }

  function now(): Promise<CloudListing> {
    return listCloud(emulator, parts.python, region);
  }
});

function told({ kind, severity, change, address, because }: Concern): Told {
  return [kind, severity, change, address, because];
}
