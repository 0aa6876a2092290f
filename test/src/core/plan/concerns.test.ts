/** What the tables of each cloud say of single changes, and what the guard makes of it. */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/core/clouds/aws/cloud.ts';
import { azure } from '../../../../src/core/clouds/azure/cloud.ts';
import type { Cloud } from '../../../../src/core/clouds/cloud.ts';
import { gcp } from '../../../../src/core/clouds/gcp/cloud.ts';
import { findConcerns, refuseBlocked, unusedSwitches } from '../../../../src/core/plan/guard.ts';
import type { GuardOptions } from '../../../../src/core/plan/options.ts';
import { readPlan } from '../../../../src/core/plan/read.ts';
import type { PlanDocument } from '../../../../src/core/terraform/plan-document.ts';

function concernsOf(cloud: Cloud, document: PlanDocument, allow: GuardOptions = {}) {
  const plan = readPlan(document, { name: 'stack', components: {} });
  const protection = { classes: cloud.resourceClasses, addresses: new Set<string>() };
  return findConcerns([plan], protection, allow, new Map([['stack', document]]));
}

function update(type: string, before: object, after: object): PlanDocument {
  const change = { actions: ['update'], before, after };
  return {
    format_version: '1.2',
    resource_changes: [{ address: `${type}.it`, mode: 'managed', type, change }],
  };
}

const settings = (more: object) => ({ settings: [more] });
const values = (more: object) => ({ values: [JSON.stringify(more)] });

type Row = readonly [cloud: Cloud, type: string, before: object, after: object, expected: readonly string[]];

const rows: readonly Row[] = [
  [
    aws,
    'aws_db_instance',
    { instance_class: 'db.r8g.large' },
    { instance_class: 'db.r8g.xlarge' },
    ['downtime attention', 'cost notice'],
  ],
  [
    aws,
    'aws_db_instance',
    { allocated_storage: 100 },
    { allocated_storage: 200 },
    ['downtime notice', 'cost notice'],
  ],
  [
    aws,
    'aws_db_instance',
    { publicly_accessible: false },
    { publicly_accessible: true },
    ['exposure attention'],
  ],
  [
    aws,
    'aws_elasticache_replication_group',
    { node_type: 'cache.r7g.xlarge' },
    { node_type: 'cache.r7g.large' },
    ['downtime attention', 'cost notice'],
  ],
  [aws, 'aws_autoscaling_group', { desired_capacity: 2 }, { desired_capacity: 4 }, ['cost notice']],
  [
    aws,
    'aws_vpc_security_group_ingress_rule',
    { cidr_ipv4: '10.0.0.0/8' },
    { cidr_ipv4: '0.0.0.0/0' },
    ['exposure attention'],
  ],
  [
    aws,
    'aws_s3_bucket_public_access_block',
    { block_public_policy: true },
    { block_public_policy: false },
    ['exposure attention'],
  ],
  [
    gcp,
    'google_sql_database_instance',
    settings({ tier: 'db-custom-4-15360' }),
    settings({ tier: 'db-custom-8-30720' }),
    ['downtime attention', 'cost notice'],
  ],
  [
    gcp,
    'google_sql_database_instance',
    settings({ disk_size: 100 }),
    settings({ disk_size: 200 }),
    ['downtime notice', 'cost notice'],
  ],
  [
    gcp,
    'google_redis_instance',
    { memory_size_gb: 5 },
    { memory_size_gb: 8 },
    ['downtime attention', 'cost notice'],
  ],
  [
    gcp,
    'google_container_cluster',
    { private_cluster_config: [{ enable_private_endpoint: true }] },
    { private_cluster_config: [{ enable_private_endpoint: false }] },
    ['exposure attention'],
  ],
  [
    azure,
    'azurerm_postgresql_flexible_server',
    { sku_name: 'GP_Standard_D4ds_v5' },
    { sku_name: 'GP_Standard_D8ds_v5' },
    ['downtime attention', 'cost notice'],
  ],
  // What Azure has enlarged by itself, against a configuration that does not know of it yet.
  [
    azure,
    'azurerm_postgresql_flexible_server',
    { storage_mb: 16_777_216 },
    { storage_mb: 8_388_608 },
    ['downtime attention', 'cost notice'],
  ],
  [
    azure,
    'azurerm_managed_redis',
    { sku_name: 'Balanced_B10' },
    { sku_name: 'Balanced_B5' },
    ['downtime attention', 'cost notice'],
  ],
  [
    azure,
    'azurerm_storage_account',
    { public_network_access_enabled: false },
    { public_network_access_enabled: true },
    ['exposure attention'],
  ],
];

it.each(rows)('%#: the change is told by kind and severity', (cloud, type, before, after, expected) => {
  const concerns = concernsOf(cloud, update(type, before, after));
  expect(concerns.map(({ kind, severity }) => `${kind} ${severity}`)).toEqual(expected);
  expect(() => refuseBlocked(concerns, 'bt-dataplane apply')).not.toThrow();
});

it('names the attribute with both values', () => {
  const document = update(
    'aws_db_instance',
    { instance_class: 'db.r8g.large' },
    { instance_class: 'db.r8g.xlarge' },
  );
  expect(concernsOf(aws, document)[0]).toMatchObject({
    noun: 'database',
    attribute: 'instance_class',
    because: 'instance_class: db.r8g.large → db.r8g.xlarge',
  });
});

it('a policy that allows everything is told louder than one that allows one thing more', () => {
  const policy = (...actions: readonly string[]) => ({
    policy: JSON.stringify({ Statement: { Effect: 'Allow', Action: actions, Resource: '*' } }),
  });
  const severity = (...actions: readonly string[]) =>
    concernsOf(
      aws,
      update('aws_iam_role_policy', policy('s3:GetObject', 's3:PutObject'), policy(...actions)),
    ).map((it) => it.severity);
  expect(severity('s3:GetObject')).toEqual([]);
  expect(severity('s3:GetObject', 's3:DeleteObject')).toEqual(['notice']);
  expect(severity('s3:*')).toEqual(['attention']);
});

describe('a one-way switch', () => {
  const environment = (more: object) => ({ environment: [{ variables: more }] });
  const script = (more: object) => ({
    user_data: gzipSync(`#!/bin/bash\n${JSON.stringify({ environment: more })}\n`).toString('base64'),
  });
  const cases = [
    [
      'functions',
      aws,
      update('aws_lambda_function', environment({}), environment({ BRAINSTORE_WAL_FOOTER_VERSION: 'v3' })),
    ],
    [
      'nodes',
      aws,
      update(
        'aws_launch_template',
        script({ BRAINSTORE_WAL_FOOTER_VERSION: 'v1' }),
        script({ BRAINSTORE_WAL_FOOTER_VERSION: 'v3' }),
      ),
    ],
    [
      'a chart',
      gcp,
      update(
        'helm_release',
        values({ brainstoreWalFooterVersion: '' }),
        values({ brainstoreWalFooterVersion: 'v3' }),
      ),
    ],
    [
      'a chart on Azure',
      azure,
      update(
        'helm_release',
        values({ brainstoreWalFooterVersion: 'v1' }),
        values({ brainstoreWalFooterVersion: 'v3' }),
      ),
    ],
  ] as const;

  it.each(cases)('in %s is refused until it is named', (_, cloud, document) => {
    const [blocked] = concernsOf(cloud, document);
    expect(blocked).toMatchObject({
      kind: 'one-way',
      severity: 'blocking',
      allowed: false,
      flag: '--accept-one-way wal-footer-version',
    });
    expect(() => refuseBlocked(concernsOf(cloud, document), 'bt-dataplane apply')).toThrow(
      expect.objectContaining({ kind: 'refused', code: 'one-way-blocked' }),
    );
    const other = concernsOf(cloud, document, { acceptOneWay: ['no-postgres'] });
    expect(other[0]?.allowed).toBe(false);
    expect(unusedSwitches(other, { acceptOneWay: ['no-postgres'] })).toEqual(['no-postgres']);
    const accepted = concernsOf(cloud, document, { acceptOneWay: ['wal-footer-version'] });
    expect(() => refuseBlocked(accepted, 'bt-dataplane apply')).not.toThrow();
  });

  it('that many functions have is told once', () => {
    const [one] = cases[0][2].resource_changes ?? [];
    const two = [one, { ...one, address: 'aws_lambda_function.other' }] as NonNullable<
      PlanDocument['resource_changes']
    >;
    const concerns = concernsOf(aws, { format_version: '1.2', resource_changes: two });
    expect(concerns.filter(({ kind }) => kind === 'one-way')).toHaveLength(1);
  });
});
