/** How far nodes are, and copies of the database: the real SDK against the emulator, the nodes made by the real provider. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pass } from 'node:timers/promises';
import { AutoScalingClient, CancelInstanceRefreshCommand } from '@aws-sdk/client-auto-scaling';
import {
  DeregisterTargetsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateDBInstanceCommand,
  DescribeDBSnapshotsCommand,
  ListTagsForResourceCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aws } from '../../src/core/clouds/aws/cloud.ts';
import type { Rollout, RolloutContext, Snapshot } from '../../src/core/clouds/cloud.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { readState, type State } from '../../src/core/terraform/state.ts';
import { nodeEnv } from '../../src/env/node.ts';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { type TerraformFolder, terraformFolder } from '../helpers/terraform-folder.ts';

const region = 'us-east-1';
/** Long enough to be seen at work. */
const refreshSeconds = 30;

/** Two nodes as the stacks have them, and what they need. */
const stack = (instanceType: string) => ({
  terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '>= 5.100.0' } } },
  provider: { aws: { region, max_retries: 3 } },
  resource: {
    aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
    aws_subnet: {
      main: {
        vpc_id: '${aws_vpc.main.id}',
        cidr_block: '10.0.0.0/24',
        availability_zone: `${region}a`,
      },
    },
    aws_lb_target_group: {
      nodes: { name: 'acme-brainstore', port: 4000, protocol: 'TCP', vpc_id: '${aws_vpc.main.id}' },
    },
    aws_launch_template: {
      nodes: { name: 'acme-brainstore', image_id: 'ami-12c6146b', instance_type: instanceType },
    },
    aws_autoscaling_group: {
      nodes: {
        name: 'acme-brainstore',
        min_size: 2,
        desired_capacity: 2,
        max_size: 4,
        vpc_zone_identifier: ['${aws_subnet.main.id}'],
        target_group_arns: ['${aws_lb_target_group.nodes.arn}'],
        health_check_type: 'ELB',
        launch_template: {
          id: '${aws_launch_template.nodes.id}',
          version: '${tostring(aws_launch_template.nodes.latest_version)}',
        },
        instance_refresh: { strategy: 'Rolling', preferences: { min_healthy_percentage: 100 } },
      },
    },
  },
});

describeWithRealParts('on AWS', ['terraform', 'providerMirror', 'python'], (parts) => {
  const scratch = mkdtempSync(join(tmpdir(), 'bt-rollout-'));
  const before = { ...process.env };
  let emulator: Emulator;
  let folder: TerraformFolder;
  let state: State;
  let targetGroup: string;

  beforeAll(async () => {
    emulator = await startEmulator({
      python: parts.python,
      logFile: join(scratch, 'emulator.log'),
      minutes: 10,
      refreshSeconds,
    });
    // The SDK reads the environment itself.
    Object.assign(process.env, emulator.variables);
    folder = terraformFolder(parts, {}, emulator.variables);
    apply('c8gd.xlarge', 'init');
    targetGroup = String(attributeOf('aws_lb_target_group', 'arn'));
  });

  afterAll(async () => {
    for (const name of Object.keys(emulator?.variables ?? {}))
      if (before[name] === undefined) delete process.env[name];
    Object.assign(process.env, before);
    folder?.[Symbol.dispose]();
    await emulator?.stop();
    rmSync(scratch, { recursive: true });
  });

  function apply(instanceType: string, first?: 'init'): void {
    folder.write('main.tf.json', JSON.stringify(stack(instanceType)));
    if (first !== undefined) folder.terraform('init', '-input=false');
    folder.terraform('apply', '-auto-approve', '-input=false');
    state = readState(JSON.parse(folder.terraform('state', 'pull')));
  }

  const attributeOf = (type: string, name: string) =>
    state.resources.find((resource) => resource.type === type)?.attributes[name];

  const context = (changes: Partial<RolloutContext> = {}): RolloutContext => ({
    config: { name: 'acme', region, tags: { team: 'ml' } } as unknown as Config,
    env: nodeEnv(),
    signal: AbortSignal.timeout(120_000),
    state: async () => state,
    output: async (_, name) => (name === 'api_url' ? 'https://d1.cloudfront.net/' : undefined),
    ...changes,
  });
  const look = (changes?: Partial<RolloutContext>): Promise<Rollout> => aws.rollout(context(changes));

  it('nodes that were just made run what was applied, since they were made', async () => {
    const seen = await look();
    expect(seen).toMatchObject({ state: 'done', text: 'acme-brainstore: 2 of 2 nodes are new and healthy' });
    expect(Math.abs(Date.now() - (seen.since?.getTime() ?? 0))).toBeLessThan(120_000);
  });

  it('a change of the machine is seen at work, and then done since its end', async () => {
    apply('c8gd.2xlarge');
    const applied = Date.now();
    expect(await look()).toEqual({
      state: 'running',
      text: 'acme-brainstore: nodes are being replaced (0 %), 2 of 2 are old',
    });
    const seen = await until(({ state }) => state === 'done');
    expect(seen.text).toBe('acme-brainstore: 2 of 2 nodes are new and healthy');
    expect(seen.since?.getTime()).toBeGreaterThan(applied);
  });

  it('a replacement that was cancelled does not go on by itself', async () => {
    apply('c8gd.4xlarge');
    const client = new AutoScalingClient({ region });
    await client.send(new CancelInstanceRefreshCommand({ AutoScalingGroupName: 'acme-brainstore' }));
    const seen = await look();
    expect(seen.state).toBe('failed');
    expect(seen.text).toMatch(
      /^acme-brainstore: 2 of 2 nodes are old, and their replacement is Cancelled; when the cause is mended: aws autoscaling start-instance-refresh --region us-east-1 --auto-scaling-group-name acme-brainstore /,
    );
  });

  it('nodes that are new and do not answer are waited for', async () => {
    apply('c8gd.8xlarge');
    await until(({ state }) => state === 'done');
    const client = new ElasticLoadBalancingV2Client({ region });
    const health = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroup }));
    const [{ Target } = {}] = health.TargetHealthDescriptions ?? [];
    await client.send(
      new DeregisterTargetsCommand({ TargetGroupArn: targetGroup, Targets: Target ? [Target] : [] }),
    );
    expect(await look()).toEqual({ state: 'running', text: 'acme-brainstore: 1 of 2 nodes are healthy' });
  });

  it('a group that is in the state alone is missing', async () => {
    const [group] = state.resources.filter(({ type }) => type === 'aws_autoscaling_group');
    const other = group && { ...group, attributes: { ...group.attributes, name: 'acme-bstr-w' } };
    const seen = await look({ state: async () => ({ ...state, resources: other ? [other] : [] }) });
    expect(seen).toEqual({ state: 'failed', text: 'acme-bstr-w: in the state, but not in the account' });
  });

  it('nothing deployed is nothing that runs', async () => {
    const nothing = { serial: 0, terraformVersion: '', resources: [] };
    expect((await look({ state: async () => nothing })).state).toBe('failed');
  });

  it('the API is where the stack says', async () => {
    expect(await aws.apiUrl(context())).toBe('https://d1.cloudfront.net');
    expect(await aws.apiUrl(context({ output: async () => undefined }))).toBeUndefined();
  });

  it('the database is copied once by each name, with its key and our tags', async () => {
    const client = new RDSClient({ region });
    const key = `arn:aws:kms:${region}:123456789012:key/11111111-2222-3333-4444-555555555555`;
    await client.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: 'acme-postgres',
        DBInstanceClass: 'db.r8g.large',
        Engine: 'postgres',
        AllocatedStorage: 100,
        MasterUsername: 'postgres',
        MasterUserPassword: 'not-a-real-one',
        StorageEncrypted: true,
        KmsKeyId: key,
      }),
    );
    const first = await take('acme--before-2-12-0');
    expect(first.id).toBe('acme-before-2-12-0');
    expect(first.restore).toContain(
      'aws rds restore-db-instance-from-db-snapshot --region us-east-1 --db-snapshot-identifier acme-before-2-12-0 --db-instance-identifier acme-postgres --db-instance-class db.r8g.large --db-subnet-group-name acme-postgres --db-parameter-group-name acme-postgres-1 --vpc-security-group-ids sg-1 sg-2',
    );
    expect(first.restore).toContain('terraform import aws_db_instance.database acme-postgres');
    expect(await take('acme--before-2-12-0')).toEqual(first);

    const { DBSnapshots = [] } = await client.send(
      new DescribeDBSnapshotsCommand({ SnapshotType: 'manual' }),
    );
    expect(DBSnapshots).toHaveLength(1);
    expect(DBSnapshots[0]).toMatchObject({ Encrypted: true, KmsKeyId: key, Status: 'available' });
    expect(first.taken).toEqual(DBSnapshots[0]?.SnapshotCreateTime);
    const { TagList } = await client.send(
      new ListTagsForResourceCommand({ ResourceName: DBSnapshots[0]?.DBSnapshotArn }),
    );
    expect(TagList).toEqual(
      expect.arrayContaining([
        { Key: 'team', Value: 'ml' },
        { Key: 'BraintrustDeploymentName', Value: 'acme' },
      ]),
    );
  });

  it('a copy of another database is not taken for ours', async () => {
    const other = take('acme-before-2-12-0', 'other-postgres');
    await expect(other).rejects.toMatchObject({ kind: 'access', code: 'snapshot-name-taken' });
  });

  it('a database that is not there is said to be missing', async () => {
    await expect(take('acme-before-2-13-0', 'gone-postgres')).rejects.toMatchObject({
      kind: 'access',
      code: 'aws-call-failed',
      message: expect.stringContaining('rds:CreateDBSnapshot'),
    });
    await expect(take('acme-before-2-13-0', null)).rejects.toMatchObject({ code: 'database-missing' });
  });

  it('the emulator lacks nothing of it', () => expect(emulator.complaints()).toEqual([]));

  function take(name: string, identifier: string | null = 'acme-postgres'): Promise<Snapshot> {
    const database = {
      address: 'aws_db_instance.database',
      type: 'aws_db_instance',
      tainted: false,
      attributes: {
        identifier,
        instance_class: 'db.r8g.large',
        db_subnet_group_name: 'acme-postgres',
        parameter_group_name: 'acme-postgres-1',
        vpc_security_group_ids: ['sg-1', 'sg-2'],
      },
    };
    const resources = identifier === null ? [] : [database];
    const given = context({ state: async () => ({ serial: 1, terraformVersion: '', resources }) });
    if (aws.snapshot === undefined) throw new Error('AWS takes no snapshots');
    return aws.snapshot({ ...given, name }, () => {});
  }

  async function until(is: (rollout: Rollout) => boolean): Promise<Rollout> {
    for (let tries = 0; tries < 180; tries++) {
      const seen = await look();
      if (is(seen)) return seen;
      await pass(500);
    }
    throw new Error('it did not come to that in its time');
  }
});
