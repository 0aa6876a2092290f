import { describe, expect, it } from 'vitest';
import { gke } from '../../../../../src/core/clouds/gcp/gke.ts';
import { servicesNeeded } from '../../../../../src/core/clouds/kubernetes/services.ts';
import { type Changes, faults, gcpFindings, of, withFixes } from '../../../../helpers/judged.ts';

const services = (values: object): Changes =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`cluster.services.${key}`, value]));
const told = (changes: Changes, profile: 'staging' | 'production' = 'production') =>
  faults(gcpFindings(profile, changes));

describe('nodes of the services', () => {
  // Of n2-standard-8: 7.4 CPU and 26 GiB for pods.
  const room = { cpu: 7.4, memoryGib: 26, volumeGib: 0 };

  it.each([
    // Three pods on each; 8 pods take three nodes, with room for the cluster's own.
    [{ replicas: 4, cpu: 2, memoryGib: 8 }, 3],
    // Each node full to the last tenth: one more for the cluster's own.
    [{ replicas: 1, cpu: 3.7, memoryGib: 13 }, 2],
    [{ replicas: 0, cpu: 2, memoryGib: 8 }, 1],
    [{ replicas: 4, cpu: 7.4, memoryGib: 26 }, 9],
    [{ replicas: 4, cpu: 7.5, memoryGib: 8 }, undefined],
    [{ replicas: 4, cpu: 2, memoryGib: 27 }, undefined],
  ])('for %j: %j', (api, expected) => {
    expect(servicesNeeded(api, room)).toBe(expected);
  });

  it.each([
    [{}, []],
    [services({ maxNodes: 3 }), []],
    [services({ maxNodes: 2, minNodes: 1 }), ['error cluster/services-max-nodes']],
    [services({ minNodes: 7 }), ['error cluster/services-min-nodes']],
    [services({ instanceType: 'e2-standard-2' }), ['error cluster/services-fit']],
    [services({ instanceType: 'n2-custom-4-8192' }), ['error cluster/services-fit']],
    [services({ instanceType: 'n2-custom-4-16384', maxNodes: 20 }), []],
    [services({ instanceType: 'c4a-standard-8' }), ['error cluster/services-fit']],
    [services({ instanceType: 'e2-medium' }), ['warning cluster/services-type']],
    [services({ instanceType: 'n2-standard8' }), ['error cluster/services-type']],
    [services({ instanceType: 'custom-4-16384', maxNodes: 20 }), []],
    [{ 'api.replicas': 20 }, ['error cluster/services-max-nodes']],
    [{ 'api.cpu': 7.5 }, ['error cluster/services-fit']],
    [{ 'cluster.mode': 'autopilot', ...services({ maxNodes: 1, minNodes: 1 }) }, []],
  ] as const)('with %j: %j', (changes, expected) => {
    expect(told(changes)).toEqual(expected);
  });

  it('are of the same series where it has a machine with the room', () => {
    const nearest = (instanceType: string) =>
      of(gcpFindings('production', services({ instanceType })), 'cluster/services-fit')[0]?.nearest;
    expect(nearest('e2-standard-2')).toBe('e2-standard-4');
    expect(nearest('n4-highcpu-4')).toBe('n4-standard-4');
    expect(nearest('c4a-standard-8')).toBe('c4-standard-4');
  });

  it('are corrected together with the pods that they carry', () => {
    const changes = {
      'api.replicas': 1,
      'api.cpu': 0.5,
      'api.memoryGib': 0.5,
      ...services({ instanceType: 'e2-highcpu-2', minNodes: 0, maxNodes: 1 }),
    };
    const fixed = withFixes(changes, gcpFindings('production', changes));
    expect(fixed).toMatchObject({
      'api.replicas': 4,
      'api.cpu': 2,
      'api.memoryGib': 8,
      'cluster.services.instanceType': 'e2-standard-4',
    });
    expect(told(fixed)).toEqual([]);
  });

  it('are not judged where a cluster is brought along', () => {
    const existing = {
      name: 'main',
      location: 'us-central1',
      endpoint: 'gke-0123.us-central1.gke.goog',
    };
    const changes = { 'cluster.existing': existing, ...services({ instanceType: 'e2-standard-2' }) };
    expect(told(changes)).toEqual([]);
  });
});

it('every listed machine has room, and more of it the larger it is', () => {
  for (const type of gke.serviceTypes()) {
    const found = gke.room(type);
    expect(found?.cpu, type.name).toBeLessThan(type.vcpus);
    expect(found?.memoryGib, type.name).toBeLessThan(type.memoryGib);
  }
});
