import { describe, expect, it } from 'vitest';
import { type Block, texts } from '../../helpers/synth.ts';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const granted = 'terraform_data.encryption_granted';
const given = 'projects/acme-keys/locations/us-central1/keyRings/ring/cryptoKeys/key';

/** Resources whose content Google's own accounts encrypt. */
const encrypted = [
  'google_sql_database_instance',
  'google_redis_instance',
  'google_storage_bucket',
  'google_secret_manager_secret',
  'google_container_cluster',
  'google_container_node_pool',
];

describe('the key', () => {
  it('is turned every 90 days and not destroyed by mistake', () => {
    expect(infra(staging).resource('google_kms_crypto_key.encryption')).toMatchObject({
      rotation_period: '7776000s',
      lifecycle: { prevent_destroy: true },
    });
  });

  it('may be used by the service agents that encrypt with it, each of them', () => {
    const stack = infra(staging);
    const grants = Object.values(stack.tree.resource?.google_kms_crypto_key_iam_member ?? {}) as Block[];
    expect(grants.map(({ member }) => String(member).replace(/\$\{[^}]+\}/, 'N')).sort()).toEqual([
      'serviceAccount:N',
      'serviceAccount:service-N@cloud-redis.iam.gserviceaccount.com',
      'serviceAccount:service-N@compute-system.iam.gserviceaccount.com',
      'serviceAccount:service-N@container-engine-robot.iam.gserviceaccount.com',
      'serviceAccount:service-N@gcp-sa-cloud-sql.iam.gserviceaccount.com',
      'serviceAccount:service-N@gcp-sa-secretmanager.iam.gserviceaccount.com',
    ]);
    expect(stack.resource(granted).depends_on).toHaveLength(grants.length);
  });

  it.each(Object.entries(shapes))(
    'encrypts everything that holds data, once it may be used: %s',
    (_, props) => {
      const stack = infra(props);
      const key = props.existingKey ?? '${google_kms_crypto_key.encryption.id}';
      for (const address of stack.addresses.filter((name) => encrypted.includes(name.split('.')[0] ?? ''))) {
        const block = stack.resource(address);
        expect([...texts(block)], address).toContain(key);
        // A pool comes after its cluster, which has waited.
        if (!address.startsWith('google_container_node_pool.'))
          expect(block.depends_on, address).toContain(granted);
      }
    },
  );

  it('can be brought along; the agents are let in there too, and nobody is turned out', () => {
    const stack = infra({ ...production, existingKey: given });
    expect(stack.addresses.filter((address) => /^google_kms_(key_ring|crypto_key)\./.test(address))).toEqual(
      [],
    );
    expect(stack.resource('google_kms_crypto_key_iam_member.encryption_database_grant')).toMatchObject({
      crypto_key_id: given,
    });
  });

  it('needs no look-up before the first plan: the project is told by an account that is not there yet', () => {
    const { data } = infra(staging).tree;
    expect(data?.google_project).toEqual({
      agents_project: { project_id: '${element(split("/", google_service_account.accounts_api.name), 1)}' },
    });
  });
});
