import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HelmValuesProps, roles } from '../../../modules/kubernetes/values/props.ts';
import { texts } from '../../helpers/synth.ts';
import { onAzure } from '../azure/workload-props.ts';
import { onAutopilot, onStandard } from '../gcp/workload-props.ts';
import { counts, valuesProps } from './values-props.ts';

const clouds = { standard: onStandard, autopilot: onAutopilot, azure: onAzure };

interface Deployment {
  readonly on: keyof typeof clouds;
  readonly props: HelmValuesProps;
}

const anything: fc.Arbitrary<Deployment> = fc
  .record({
    on: fc.constantFrom(...(Object.keys(clouds) as (keyof typeof clouds)[])),
    replicas: fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(9)),
    architecture: fc.constantFrom('arm64', 'x86_64'),
    internal: fc.boolean(),
    namespace: fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/),
    name: fc.string({ minLength: 1 }),
    skipPostgresObjects: fc.constantFrom(undefined, 'all', 'include:project_logs:1'),
    walFooterVersion: fc.constantFrom(undefined, 'v1', 'v3'),
  })
  .map(({ on, replicas, architecture, internal, namespace, name, ...rest }) => {
    const props = valuesProps({
      ...counts(...replicas),
      ...rest,
      service: { internal },
      namespace,
      organization: { name, allowedIds: [] },
    });
    const { reader, fastreader, writer } = props.pools;
    const pools = {
      reader: { ...reader, architecture },
      fastreader: { ...fastreader, architecture },
      writer: { ...writer, architecture },
    };
    return { on, props: { ...props, pools } };
  });

const valuesOf = ({ on, props }: Deployment) => clouds[on](props);

describe('whatever the deployment is like', () => {
  test('the same properties make the same text, and nothing in it is left undefined', () => {
    fc.assert(
      fc.property(anything, (deployment) => {
        const values = valuesOf(deployment);
        expect(JSON.stringify(valuesOf(structuredClone(deployment)))).toBe(JSON.stringify(values));
        // JSON drops what is undefined, and the chart's default would come in its place.
        expect(JSON.parse(JSON.stringify(values))).toStrictEqual(values);
      }),
    );
  });

  test('the namespace of the values is that of the release', () => {
    fc.assert(
      fc.property(anything, (deployment) => {
        const { global, api } = valuesOf(deployment);
        const { namespace } = deployment.props;
        expect(global.namespace).toBe(namespace);
        for (const { value } of api.extraEnvVars.filter(({ value }) => value.startsWith('http://'))) {
          expect(value).toContain(`.${namespace}:`);
        }
      }),
    );
  });

  test('the same keys are set, so that no shape of a deployment leaves one to the chart', () => {
    const keysOf = (value: object): string =>
      Object.entries(value)
        .filter(([key]) => !['annotations', 'nodeSelector', 'requests', 'affinity'].includes(key))
        .map(([key, item]) =>
          typeof item === 'object' && !Array.isArray(item) ? `${key}(${keysOf(item)})` : key,
        )
        .join();
    fc.assert(
      fc.property(anything, (deployment) => {
        expect(keysOf(valuesOf(deployment))).toBe(keysOf(clouds[deployment.on]()));
      }),
    );
  });

  test('pods that run are placed, and those of a role without pods are not', () => {
    fc.assert(
      fc.property(anything, (deployment) => {
        const { brainstore } = valuesOf(deployment);
        for (const role of roles) {
          const placed = Object.keys(brainstore[role].nodeSelector).length > 0;
          expect(placed, role).toBe(deployment.props.pools[role].replicas > 0);
        }
      }),
    );
  });

  test('no secret, and no name of one but that of its keys, is among them', () => {
    fc.assert(
      fc.property(anything, ({ on, props }) => {
        const values = clouds[on]({ ...props, organization: { name: 'x', allowedIds: [] } });
        // Names in the vault, and of the keys that they fill.
        const found = [...texts({ ...values, azureKeyVaultDriver: {} })];
        expect(found.filter((text) => /password|postgres:\/\/|redis|license/i.test(text))).toEqual([]);
      }),
    );
  });
});

test('Autopilot without a family of machines is a defect of ours', () => {
  const { machineFamily: _, ...reader } = valuesProps().pools.reader;
  const pools = { reader, fastreader: { ...reader, replicas: 0 }, writer: { ...reader, replicas: 0 } };
  expect(() => onAutopilot({ pools })).toThrow(/machine family/);
});
