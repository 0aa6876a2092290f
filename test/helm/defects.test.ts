/**
 * Defects of the official chart 6.11.0, and of the examples beside it, that could be repeated here and that no other suite
 * names. https://github.com/braintrustdata/helm
 */
import { describe, expect, test } from 'vitest';
import { roles } from '../../modules/kubernetes/values/props.ts';
import { onAutopilot, onStandard } from '../modules/gcp/workload-props.ts';
import { counts, valuesProps } from '../modules/kubernetes/values-props.ts';
import { renderText, testChart } from './helm.ts';
import { leaves, valueAt } from './value-paths.ts';

const shapes = [
  ['production, standard', onStandard()],
  ['production, autopilot', onAutopilot()],
  ['staging, standard', onStandard(counts(2, 0, 0))],
  ['staging, autopilot', onAutopilot(counts(2, 0, 0))],
] as const;

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

  test('the machine family is one for all roles, and only Autopilot has one', () => {
    const { autopilotMachineFamily, mode } = values.google;
    expect(autopilotMachineFamily).toBe(mode === 'autopilot' ? 'c4a' : '');
  });
});

test('roles on machines of different families cannot be told to the chart', () => {
  const { pools } = valuesProps();
  const other = { ...pools, writer: { ...pools.writer, machineFamily: 'c4' } };
  expect(() => onAutopilot({ pools: other })).toThrow(/one machine family/);
});
