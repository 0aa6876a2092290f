/**
 * Defects of the official chart 6.11.0, and of the examples beside it, that could be repeated here and that no other suite
 * names. https://github.com/braintrustdata/helm
 */
import { describe, expect, test } from 'vitest';
import { AzureIngress } from '../../modules/azure/ingress.ts';
import { azurePart } from '../../modules/kubernetes/values/azure.ts';
import { roles } from '../../modules/kubernetes/values/props.ts';
import type { HelmValues } from '../../modules/kubernetes/values/values.ts';
import { look, render } from '../helpers/synth.ts';
import { ingressProps } from '../modules/azure/ingress-props.ts';
import { azureProps, onAzure } from '../modules/azure/workload-props.ts';
import { onAutopilot, onStandard } from '../modules/gcp/workload-props.ts';
import { counts, valuesProps } from '../modules/kubernetes/values-props.ts';
import { renderText, testChart } from './helm.ts';
import { leaves, valueAt } from './value-paths.ts';

const onGoogle = [
  ['production, standard', onStandard()],
  ['production, autopilot', onAutopilot()],
  ['staging, standard', onStandard(counts(2, 0, 0))],
  ['staging, autopilot', onAutopilot(counts(2, 0, 0))],
] as const;

const shapes: readonly (readonly [string, HelmValues])[] = [
  ...onGoogle,
  ['production, Azure', onAzure()],
  ['staging, Azure', onAzure(counts(2, 0, 0))],
];

describe.each(shapes)('%s', (_, values) => {
  test('labels of the Istio service leak onto all objects: it is off, and no label is set for all', () => {
    expect(values.virtualService).toEqual({ enabled: false });
    expect(values.global.labels).toEqual({});
  });

  test('extra volumes cannot be mounted by the main containers: none is asked for', () => {
    expect(values.api.extraVolumes).toEqual([]);
    expect(roles.map((role) => values.brainstore[role].extraVolumes)).toEqual([[], [], []]);
  });

  test('a selector that Autopilot mode sets too is rendered twice: ours has other keys', () => {
    const own = roles.flatMap((role) => Object.keys(values.brainstore[role].nodeSelector));
    expect(own.filter((key) => key.startsWith('cloud.google.com/'))).toEqual([]);
    // The renderer of the tests refuses a key that is given twice.
    expect(renderText(testChart, values, 'braintrust')).not.toBe('');
  });

  test('the placeholder of the organization is rendered unchallenged: no value has angle brackets', () => {
    const texts = leaves(values).map((path) => valueAt(values, path));
    expect(texts.filter((text) => typeof text === 'string' && /[<>]/.test(text))).toEqual([]);
  });

  test('the example for Standard asks for a cache of 1000 GiB on 200 GiB: ours is asked for as a whole', () => {
    for (const role of roles) {
      const { objectStoreCacheFileSize, volume, resources } = values.brainstore[role];
      const requests: Readonly<Record<string, string>> = resources.requests;
      const asked = Number.parseInt(requests['ephemeral-storage'] ?? volume.size, 10);
      expect(Number.parseInt(objectStoreCacheFileSize, 10)).toBeLessThanOrEqual(asked * 0.9);
    }
  });

  test('the example for Standard forgets the fast readers: all three roles are placed alike', () => {
    const running = roles.filter((role) => values.brainstore[role].replicas > 0);
    const keys = running.map((role) => Object.keys(values.brainstore[role].nodeSelector));
    expect(new Set(keys.map((each) => each.join()))).toHaveProperty('size', 1);
    expect(keys.flat()).not.toEqual([]);
  });

  test('requests of the chart do not fit on the nodes of its own modules (32 of 32 vCPU): none is left to it', () => {
    const { pools } = valuesProps();
    for (const role of roles) {
      const { cpu } = pools[role];
      expect(values.brainstore[role].resources.requests.cpu).toBe(String(cpu));
    }
  });

  test('a service of type LoadBalancer is open to the world by default: ours says that it is internal', () => {
    const { service, annotations } = values.api;
    expect(service.type).toBe('LoadBalancer');
    expect(
      Object.entries(annotations.service).filter(([, value]) => /^(Internal|true)$/.test(value)),
    ).not.toEqual([]);
  });
});

test.each(onGoogle)(
  '%s: the machine family is one for all roles, and only Autopilot has one',
  (_, values) => {
    const { autopilotMachineFamily, mode } = values.google;
    expect(autopilotMachineFamily).toBe(mode === 'autopilot' ? 'c4a' : '');
  },
);

test('roles on machines of different families cannot be told to the chart', () => {
  const { pools } = valuesProps();
  const other = { ...pools, writer: { ...pools.writer, machineFamily: 'c4' } };
  expect(() => onAutopilot({ pools: other })).toThrow(/one machine family/);
});

describe('on Azure', () => {
  const vaultNames = (prefix: string) => {
    const part = azurePart(valuesProps(), azureProps({ secretPrefix: prefix }));
    return part.settings.azureKeyVaultDriver.secrets.map(({ keyVaultSecretName }) => keyVaultSecretName);
  };

  test('without the name of a vault the chart renders an object without a name: it gets none', () => {
    expect(() => azurePart(valuesProps(), azureProps({ keyVault: '' }))).toThrow(/keyVaultName/);
    // What it would be.
    const values = onAzure();
    const nameless = renderText(
      testChart,
      { ...values, azure: { ...values.azure, keyVaultName: '' } },
      'braintrust',
    );
    expect(nameless).toMatch(/kind: SecretProviderClass\nmetadata:\n {2}name: *\n/);
  });

  test('two deployments cannot share a vault where names of secrets are fixed: ours begin with the deployment', () => {
    const shared = vaultNames('acme-').filter((name) => vaultNames('other-').includes(name));
    expect(shared).toEqual([]);
    expect(vaultNames('acme-')).toHaveLength(5);
  });

  test('a role without a size fails the whole chart: each has one, with pods or without', () => {
    for (const values of [onAzure(), onAzure(counts(1, 0, 0))]) {
      for (const role of roles) expect(values.brainstore[role].volume.size, role).toMatch(/^[1-9][0-9]*Gi$/);
    }
    const values = onAzure();
    const { writer } = values.brainstore;
    const sizeless = { ...values.brainstore, writer: { ...writer, volume: { size: '' } } };
    expect(() => renderText(testChart, { ...values, brainstore: sizeless }, 'braintrust')).toThrow(
      /volume.size/,
    );
  });

  test('the port of the service cannot be 80 or 443, whatever is before it: Front Door is told the one there is', () => {
    const { resource } = look(render((app) => new AzureIngress(app, 'ingress', ingressProps())));
    expect(resource('azurerm_cdn_frontdoor_origin.front_door_origin')).toMatchObject({
      http_port: onAzure().api.service.port,
    });
  });
});
