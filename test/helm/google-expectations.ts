/** What our values have to bring about in a chart on Google Cloud. */
import { describe, expect, test } from 'vitest';
import { onAutopilot, onStandard } from '../modules/gcp/workload-props.ts';
import { valuesProps } from '../modules/kubernetes/values-props.ts';
import { expectServices, rendering } from './expectations.ts';
import { brainstore, deployments, environment, find, pod, secretKeys } from './manifests.ts';

export function expectOnGoogle(chartTitle: string, chart: string): void {
  const title = `${chartTitle} on Google Cloud`;
  const rendered = rendering(chart);

  expectServices(title, chart, onStandard);

  describe(`${title}: nodes of its own`, () => {
    const manifests = rendered(onStandard());

    test.each([
      ['brainstore-reader', 'readers'],
      ['brainstore-fastreader', 'fast-readers'],
      ['brainstore-writer', 'writers'],
    ])('%s goes to the pool %s and bears its taints', (name, pool) => {
      const { nodeSelector, tolerations } = pod(manifests, name);
      expect(nodeSelector).toEqual({ 'braintrust.dev/pool': pool });
      expect(tolerations).toEqual([
        { key: 'braintrust.dev/brainstore', operator: 'Equal', value: 'true', effect: 'NoSchedule' },
        { key: 'kubernetes.io/arch', operator: 'Equal', value: 'arm64', effect: 'NoSchedule' },
      ]);
    });

    test('machines that are no ARM machines need no more than the one toleration', () => {
      const { pools } = valuesProps();
      const x86 = rendered(
        onStandard({ pools: { ...pools, reader: { ...pools.reader, architecture: 'x86_64' } } }),
      );
      expect(pod(x86, 'brainstore-reader').tolerations.map(({ key }) => key)).toEqual([
        'braintrust.dev/brainstore',
      ]);
    });

    test('Autopilot makes machines of one family, with local disks, one for each pod', () => {
      const onAutopilotNodes = rendered(onAutopilot());
      for (const name of brainstore) {
        expect(pod(onAutopilotNodes, name).nodeSelector, name).toEqual({
          'kubernetes.io/arch': 'arm64',
          'cloud.google.com/machine-family': 'c4a',
          'cloud.google.com/gke-ephemeral-storage-local-ssd': 'true',
          'cloud.google.com/compute-class': 'Performance',
        });
      }
    });
  });

  describe(`${title}: volumes`, () => {
    test.each([
      ['standard', onStandard],
      ['autopilot', onAutopilot],
    ])('%s: the disk is asked for as a whole', (_, on) => {
      const manifests = rendered(on());
      for (const name of brainstore) {
        expect(pod(manifests, name).container.resources.requests, name).toEqual({
          cpu: '15',
          memory: '48Gi',
          'ephemeral-storage': '1250Gi',
        });
      }
    });

    test('the cache is on the disk of the node, without a limit that a moment would break', () => {
      const manifests = rendered(onStandard());
      for (const name of brainstore) {
        expect(pod(manifests, name).volumes).toEqual([{ name: 'cache-volume', emptyDir: {} }]);
      }
    });
  });

  describe(`${title}: identity and secrets`, () => {
    const manifests = rendered(onStandard());

    test.each([
      ['braintrust-api', 'acme-bt-api@acme-prod.iam.gserviceaccount.com'],
      ['brainstore', 'acme-brainstore@acme-prod.iam.gserviceaccount.com'],
    ])('%s acts as %s', (name, email) => {
      const { annotations } = find(manifests, 'ServiceAccount', name).metadata;
      expect(annotations?.['iam.gke.io/gcp-service-account']).toBe(email);
    });

    test('storage is reached by identity: no keys of Google Cloud Storage are asked for', () => {
      expect(environment(manifests, 'braintrust-api').ENABLE_GCS_AUTH).toBe('true');
      expect(JSON.stringify(manifests)).not.toMatch(/GCS_ACCESS_KEY_ID|GCS_SECRET_ACCESS_KEY/);
    });

    test('pods ask for exactly the four keys that the stack stores', () => {
      expect(secretKeys(manifests, deployments)).toEqual([
        'BRAINSTORE_LICENSE_KEY',
        'FUNCTION_SECRET_KEY',
        'PG_URL',
        'REDIS_URL',
      ]);
    });
  });

  describe(`${title}: the service of the API`, () => {
    const service = (internal: boolean) =>
      find(rendered(onStandard({ service: { internal } })), 'Service', 'braintrust-api');

    test('inside the network only', () => {
      expect(service(true).spec).toMatchObject({ type: 'LoadBalancer' });
      expect(service(true).metadata.annotations).toEqual({
        'networking.gke.io/load-balancer-type': 'Internal',
      });
    });

    test('behind a Gateway', () => {
      expect(service(false).spec).toMatchObject({ type: 'ClusterIP' });
      expect(service(false).metadata.annotations ?? {}).toEqual({});
    });
  });
}
