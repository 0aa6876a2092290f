/** What the parts get from each other, read from the rendered file as terraform reads it. */
import { describe, expect, it } from 'vitest';
import type { PartialConfig } from '../../../src/core/config/schema.ts';
import { awsConfig } from '../../helpers/aws-config.ts';
import { renderedAws } from '../../helpers/aws-stack.ts';
import { look, type Synthesized, texts } from '../../helpers/synth.ts';

const production = look(await renderedAws(awsConfig('production')));
const staging = look(await renderedAws(awsConfig('staging')));

/** Everything that terraform makes before the resource at an address. */
function earlierThan(stack: Synthesized, address: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (at: string) => {
    const named = new Set([...texts(blockAt(stack, at))].flatMap((text) => text.match(references) ?? []));
    for (const next of named) {
      if (next === at || found.has(next) || blockAt(stack, next) === undefined) continue;
      found.add(next);
      visit(next);
    }
  };
  visit(address);
  return found;
}

const references = /(?:ephemeral\.|data\.)?\baws_[a-z0-9_]+\.[a-z0-9_]+|local\.[a-z0-9_]+/g;

function blockAt({ tree }: Synthesized, address: string): unknown {
  const parts = address.split('.');
  if (parts[0] === 'local') return tree.locals?.[parts[1] ?? ''];
  const [kind, type = '', name = ''] = parts.length === 3 ? parts : ['resource', ...parts];
  return (tree[kind ?? '']?.[type] as Record<string, unknown> | undefined)?.[name];
}

const ofType = (stack: Synthesized, type: string) =>
  stack.addresses.filter((address) => address.startsWith(`${type}.`));

describe.each([
  ['production', production],
  ['staging', staging],
])('the order in %s', (_, stack) => {
  const migrated = 'aws_lambda_invocation.api_migration_run';
  const values = ofType(stack, 'aws_secretsmanager_secret_version');

  it('migrates the database once it is there, its URL is stored and the way out is open', () => {
    const earlier = earlierThan(stack, migrated);
    expect(earlier).toContain('aws_db_instance.database');
    expect(earlier).toContain('aws_secretsmanager_secret_version.database_url_value');
    expect(earlier).toContain('aws_route.network_main_private_out');
  });

  it('makes every other function after the migration', () => {
    const functions = ofType(stack, 'aws_lambda_function').filter(
      (address) => !earlierThan(stack, migrated).has(address),
    );
    expect(functions).toHaveLength(6);
    for (const address of functions) expect(earlierThan(stack, address), address).toContain(migrated);
  });

  it('starts nodes after the migration, with every secret stored and their rights granted', () => {
    const groups = ofType(stack, 'aws_autoscaling_group');
    expect(groups.length).toBeGreaterThan(0);
    for (const address of groups) {
      const earlier = earlierThan(stack, address);
      for (const wanted of [migrated, ...values, 'aws_iam_role_policy.brainstore_node_role_policy']) {
        expect(earlier, address).toContain(wanted);
      }
    }
  });

  it('has no circle', () => {
    for (const address of stack.addresses) {
      for (const earlier of earlierThan(stack, address)) {
        expect(earlierThan(stack, earlier), `${address} and ${earlier}`).not.toContain(address);
      }
    }
  });
});

describe('the parts', () => {
  it('let exactly the functions and the nodes reach database and cache', () => {
    for (const store of ['database', 'cache']) {
      const rules = ofType(production, 'aws_vpc_security_group_ingress_rule').filter((address) =>
        address.includes(`.${store}_`),
      );
      expect(rules).toEqual([
        `aws_vpc_security_group_ingress_rule.${store}_access_from_api`,
        `aws_vpc_security_group_ingress_rule.${store}_access_from_brainstore`,
      ]);
    }
  });

  it('encrypt with the one key whatever takes a key', () => {
    const keys = Object.entries(production.tree.resource ?? {}).flatMap(([type, byName]) =>
      Object.entries(byName as Record<string, Record<string, unknown>>).flatMap(([name, block]) =>
        ['kms_key_id', 'kms_key_arn'].flatMap((key) =>
          key in block ? [[`${type}.${name}`, block[key]]] : [],
        ),
      ),
    );
    expect(keys.length).toBeGreaterThan(15);
    for (const [address, key] of keys) expect(key, String(address)).toBe('${aws_kms_key.encryption.arn}');
  });

  it('that a change of key replaces get another name with it, because their successor is made first', async () => {
    const key = (digit: string) => `arn:aws:kms:us-east-1:123456789012:key/${digit.repeat(8)}`;
    const names = async (changes: PartialConfig) => {
      const stack = look(await renderedAws(awsConfig('staging', changes)));
      return [
        stack.resource('aws_elasticache_replication_group.cache').replication_group_id,
        stack.resource('aws_db_instance.database').identifier,
      ];
    };
    expect(await names({})).toEqual(['acme-redis', 'acme-postgres']);
    expect(await names({ redis: { kmsKeyArn: key('1') } })).toEqual([
      expect.stringMatching(/^acme-redis-[0-9a-f]{6}$/),
      'acme-postgres',
    ]);
    const [first, second] = [
      await names({ encryption: { kmsKeyArn: key('1') } }),
      await names({ encryption: { kmsKeyArn: key('2') } }),
    ];
    expect(first[0]).not.toBe(second[0]);
    expect(first[1]).not.toBe(second[1]);
    expect(first[1]).toMatch(/^acme-postgres-[0-9a-f]{6}$/);
  });

  it('read a licence key that is not theirs, under whatever key it is', async () => {
    const secretRef = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:brainstore-AbCdEf';
    const given = look(await renderedAws(awsConfig('staging', { licenseKey: { secretRef } })));
    const policyOf = (stack: Synthesized) =>
      JSON.parse(String(stack.resource('aws_iam_role_policy.brainstore_node_role_policy').policy)).Statement;
    expect(policyOf(given)).toContainEqual(
      expect.objectContaining({
        Action: 'kms:Decrypt',
        Condition: {
          StringEquals: {
            'kms:ViaService': 'secretsmanager.us-east-1.amazonaws.com',
            'kms:EncryptionContext:SecretARN': secretRef,
          },
        },
      }),
    );
    expect(JSON.stringify(policyOf(staging))).not.toContain('EncryptionContext');
  });

  it('keep a log for a year and under the key, whosever it is', () => {
    for (const address of ofType(production, 'aws_cloudwatch_log_group')) {
      expect(production.resource(address), address).toMatchObject({
        kms_key_id: '${aws_kms_key.encryption.arn}',
        retention_in_days: 365,
      });
    }
  });

  it('start nodes in the role that may use the key', () => {
    for (const address of ofType(production, 'aws_autoscaling_group')) {
      expect(production.resource(address).service_linked_role_arn, address).toBe(
        '${aws_iam_service_linked_role.encryption_autoscaling.arn}',
      );
    }
  });

  it('tell the outside where they are', () => {
    expect(Object.keys(production.tree.output ?? {})).toEqual(
      expect.arrayContaining(['api_url', 'release', 'brainstore_nodes', 'database_identifier', 'egress_ip']),
    );
  });

  it('hold no secret outside write-only arguments: nothing else reads an ephemeral value', () => {
    const { resource } = production.tree;
    for (const [type, byName] of Object.entries(resource ?? {})) {
      for (const [name, block] of Object.entries(byName as Record<string, Record<string, unknown>>)) {
        for (const [argument, value] of Object.entries(block)) {
          const reads = [...texts(value)].some((text) => /\$\{[^}]*(ephemeral\.|var\.)/.test(text));
          if (reads) expect(`${type}.${name} ${argument}`).toMatch(/_wo$/);
        }
      }
    }
  });

  it('start functions and nodes anew when what they read has a new value', () => {
    const url = '${aws_secretsmanager_secret_version.database_url_value.version_id}';
    for (const address of [...ofType(production, 'aws_lambda_function')]) {
      expect([...texts(production.resource(address))].join('\n'), address).toContain(url);
    }
    for (const script of Object.values(production.tree.locals ?? {})) {
      expect(String(script)).toContain(url);
      expect(String(script)).toContain(
        '${aws_secretsmanager_secret_version.secrets_license_key_value.version_id}',
      );
    }
  });
});
