/** What our values have to bring about in a chart on Azure. */
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { azureNames } from '../../modules/azure/naming.ts';
import { subscription, tenant } from '../modules/azure/ingress-props.ts';
import { clientId, onAzure, onAzureKnown } from '../modules/azure/workload-props.ts';
import { counts, valuesProps } from '../modules/kubernetes/values-props.ts';
import { expectServices, rendering } from './expectations.ts';
import { type Manifest, parse as manifestsOf, renderText } from './helm.ts';
import { brainstore, deployments, environment, find, pod, secretKeys } from './manifests.ts';

export function expectOnAzure(chartTitle: string, chart: string): void {
  const title = `${chartTitle} on Azure`;
  const rendered = rendering(chart);
  const renderedKnown = (): readonly Manifest[] => manifestsOf(renderText(chart, onAzureKnown(), 'team-a'));

  expectServices(title, chart, onAzure);

  describe(`${title}: nodes of its own`, () => {
    test.each([
      ['brainstore-reader', 'readers'],
      ['brainstore-fastreader', 'fast-readers'],
      ['brainstore-writer', 'writers'],
    ])(
      '%s goes to the pool %s and bears its taint, which is all there is on ARM machines too',
      (name, pool) => {
        const { pools } = valuesProps();
        for (const architecture of ['arm64', 'x86_64'] as const) {
          const of = Object.fromEntries(
            Object.entries(pools).map(([role, props]) => [role, { ...props, architecture }]),
          );
          const { nodeSelector, tolerations } = pod(rendered(onAzure({ pools: { ...pools, ...of } })), name);
          expect(nodeSelector).toEqual({ 'braintrust.dev/pool': pool });
          expect(tolerations).toEqual([
            { key: 'braintrust.dev/brainstore', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
          ]);
        }
      },
    );
  });

  describe(`${title}: volumes`, () => {
    const manifests = rendered(onAzure());
    const cacheOf = (name: string, from = manifests) =>
      pod(from, name).volumes.find((volume) => volume.name === 'cache-volume');

    test.each(brainstore)("%s has a volume of the node's NVMe disks as large as it asks for", (name) => {
      expect(cacheOf(name)).toMatchObject({
        ephemeral: {
          volumeClaimTemplate: {
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: 'local',
              resources: { requests: { storage: '1250Gi' } },
            },
          },
        },
      });
      // Else the pod would ask for the disk of the system as well.
      expect(pod(manifests, name).container.resources.requests).toEqual({ cpu: '15', memory: '48Gi' });
    });

    test('their class is the one that Container Storage serves, on the node where the pod is', () => {
      expect(find(manifests, 'StorageClass', 'local')).toMatchObject({
        provisioner: 'localdisk.csi.acstor.io',
        volumeBindingMode: 'WaitForFirstConsumer',
        reclaimPolicy: 'Delete',
      });
    });

    test('each role has a size of its own, and a role without pods one as well, or nothing is rendered', () => {
      const { pools } = valuesProps(counts(2, 0, 0));
      const sized = rendered(onAzure({ pools: { ...pools, writer: { ...pools.writer, volumeGib: 2_000 } } }));
      expect(JSON.stringify(cacheOf('brainstore-writer', sized))).toContain('"2000Gi"');
      expect(JSON.stringify(cacheOf('brainstore-fastreader', sized))).toContain('"1250Gi"');
    });
  });

  describe(`${title}: identity and secrets`, () => {
    const manifests = renderedKnown();

    test('pods and the Key Vault driver sign in as the one identity', () => {
      for (const name of ['braintrust-api', 'brainstore']) {
        const { annotations } = find(manifests, 'ServiceAccount', name).metadata;
        expect(annotations?.['azure.workload.identity/client-id'], name).toBe(clientId);
      }
      for (const name of deployments) {
        expect(pod(manifests, name).labels, name).toMatchObject({ 'azure.workload.identity/use': 'true' });
        expect(pod(manifests, name).annotations, name).toMatchObject({
          'braintrust.dev/secret-revision': '7',
        });
      }
      expect(find(manifests, 'SecretProviderClass', 'acme-0a1b2c').spec).toMatchObject({
        provider: 'azure',
        parameters: { clientID: clientId, tenantId: tenant, keyvaultName: 'acme-0a1b2c' },
      });
    });

    test('pods ask for exactly the five keys that the driver brings, and mount the vault, or it would bring none', () => {
      const { spec } = find(manifests, 'SecretProviderClass', 'acme-0a1b2c');
      const { secretObjects } = spec as {
        secretObjects: [{ secretName: string; data: { key: string; objectName: string }[] }];
      };
      const [secret, ...others] = secretObjects;
      expect(others).toEqual([]);
      expect(secret.secretName).toBe('braintrust-secrets');
      expect(secret.data.map(({ key }) => key).sort()).toEqual(secretKeys(manifests, deployments));
      for (const name of deployments) {
        expect(pod(manifests, name).volumes, name).toContainEqual(
          expect.objectContaining({
            csi: {
              driver: 'secrets-store.csi.k8s.io',
              readOnly: true,
              volumeAttributes: { secretProviderClass: 'acme-0a1b2c' },
            },
          }),
        );
      }
    });

    test('they are in the vault by these names, those of the deployment', () => {
      const { spec } = find(manifests, 'SecretProviderClass', 'acme-0a1b2c');
      const { parameters, secretObjects } = spec as {
        parameters: { objects: string };
        secretObjects: [{ data: { key: string; objectName: string }[] }];
      };
      const { secrets } = azureNames(subscription, 'acme');
      expect(
        Object.fromEntries(secretObjects[0].data.map(({ key, objectName }) => [key, objectName])),
      ).toEqual({
        PG_URL: secrets.postgresConnectionString,
        REDIS_URL: secrets.redisConnectionString,
        BRAINSTORE_LICENSE_KEY: secrets.brainstoreLicenseKey,
        FUNCTION_SECRET_KEY: secrets.functionSecretKey,
        AZURE_STORAGE_CONNECTION_STRING: secrets.storageConnectionString,
      });
      const fetched = (parse(parameters.objects) as { array: string[] }).array.map((each) => parse(each));
      expect(fetched).toEqual(
        secretObjects[0].data.map(({ objectName }) => ({ objectName, objectType: 'secret' })),
      );
    });

    test('storage is reached by identity, in the containers of the deployment', () => {
      expect(environment(manifests, 'braintrust-api')).toMatchObject({
        AZURE_STORAGE_ACCOUNT_NAME: 'btacme0a1b2c',
        RESPONSE_BUCKET: 'responses',
        CODE_BUNDLE_BUCKET: 'code-bundles',
        BRAINSTORE_REALTIME_WAL_BUCKET: 'brainstore',
      });
      for (const name of brainstore) {
        expect(environment(manifests, name)).toMatchObject({
          AZURE_STORAGE_ACCOUNT_NAME: 'btacme0a1b2c',
          BRAINSTORE_INDEX_URI: 'az://brainstore/brainstore/index',
          BRAINSTORE_RESPONSE_CACHE_URI: 'az://responses/brainstore-cache',
          BRAINSTORE_CODE_BUNDLE_URI: 'az://code-bundles',
        });
      }
    });
  });

  describe(`${title}: the service of the API`, () => {
    const service = (privateLink: boolean) =>
      find(rendered(onAzure({}, { privateLink })), 'Service', 'braintrust-api');
    const annotation = 'service.beta.kubernetes.io/azure-';
    const loadBalancer = {
      [`${annotation}load-balancer-internal`]: 'true',
      [`${annotation}load-balancer-internal-subnet`]: 'nodes',
      [`${annotation}load-balancer-ipv4`]: '10.175.7.253',
      [`${annotation}load-balancer-tcp-idle-timeout`]: '30',
    };

    test('inside the network only, by an address that stays', () => {
      expect(service(false).spec).toMatchObject({ type: 'LoadBalancer' });
      expect(service(false).metadata.annotations).toEqual(loadBalancer);
    });

    test('for Front Door a private link before it, which nobody may use unasked', () => {
      expect(service(true).spec).toMatchObject({ type: 'LoadBalancer' });
      expect(service(true).metadata.annotations).toEqual({
        ...loadBalancer,
        [`${annotation}pls-create`]: 'true',
        [`${annotation}pls-name`]: 'acme-api',
        [`${annotation}pls-ip-configuration-subnet`]: 'link',
        [`${annotation}pls-proxy-protocol`]: 'false',
        [`${annotation}pls-visibility`]: subscription,
      });
    });
  });
}
