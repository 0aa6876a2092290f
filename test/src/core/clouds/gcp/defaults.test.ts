import { describe, expect, it } from 'vitest';
import { podSizes } from '../../../../../src/core/clouds/gcp/nodes.ts';
import { gcpConfig } from '../../../../helpers/gcp-config.ts';
import { gcpFindings } from '../../../../helpers/judged.ts';

describe('the defaults of a profile on Google Cloud', () => {
  it.each(['staging', 'production'] as const)('meet every requirement in %s', (profile) => {
    const findings = gcpFindings(profile);
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    // Google publishes no vCPUs of Memorystore, and no other setting would change that.
    expect(findings.map(({ rule }) => rule)).toEqual(['requirements/redis-vcpu']);
  });

  it('give each pod all that its node has for it', () => {
    expect(podSizes(gcpConfig('staging'), 'readers')).toEqual({
      cpu: 3.4,
      memoryGib: 12,
      volumeGib: 270,
      cacheGib: 243,
    });
    const production = gcpConfig('production');
    expect(podSizes(production, 'readers')).toEqual({
      cpu: 15.3,
      memoryGib: 56,
      volumeGib: 1210,
      cacheGib: 1089,
    });
    expect(podSizes(production, 'writers')).toMatchObject({ cpu: 31.3 });
  });
});
