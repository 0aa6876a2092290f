/** From a configuration to the plans of both stacks on Google Cloud, by all four real providers, without account or network. */
import { expect, it } from 'vitest';
import type { PartialConfig, Profile } from '../../src/core/config/schema.ts';
import { gcpConfig } from '../helpers/gcp-config.ts';
import { describeWithGoogleMirror } from '../helpers/google-mirror.ts';
import {
  exampleConfig,
  localChart,
  type PlannedStack,
  plannedStack,
  renderedGcp,
  secrets,
} from '../helpers/google-stacks.ts';

const profiles = ['staging', 'production'] as const;
const project = 'projects/acme-network';

/** What a person may write beside the required keys, at the edges of what is allowed. */
const oddCases: Readonly<Record<string, readonly [profile: Profile, changes: PartialConfig]>> = {
  'a region of Europe': ['production', { region: 'europe-west4' }],
  'a region of Asia': ['staging', { region: 'asia-northeast1' }],
  'a network of their own, with everything in it': [
    'production',
    {
      network: {
        existing: {
          network: `${project}/global/networks/main`,
          subnetwork: `${project}/regions/us-central1/subnetworks/main`,
          podsRange: 'pods',
          servicesRange: 'services',
          privateServiceAccess: true,
        },
      },
    },
  ],
  'a network of their own, bare': [
    'staging',
    {
      network: {
        existing: {
          network: `${project}/global/networks/main`,
          subnetwork: `${project}/regions/us-central1/subnetworks/main`,
        },
      },
    },
  ],
  'a cluster of their own': [
    'production',
    {
      cluster: {
        existing: { name: 'main', location: 'us-central1', endpoint: 'gke-2.us-central1.gke.goog' },
      },
    },
  ],
  'a zonal cluster of their own, by its address': [
    'staging',
    {
      cluster: {
        access: 'private',
        existing: {
          name: 'main',
          location: 'us-central1-a',
          endpoint: '10.0.0.2',
          caCertificate: Buffer.from('-----BEGIN CERTIFICATE-----').toString('base64'),
        },
      },
    },
  ],
  'a key of their own': [
    'production',
    { encryption: { kmsKeyName: 'projects/acme-keys/locations/us-central1/keyRings/main/cryptoKeys/main' } },
  ],
  Autopilot: ['production', { cluster: { mode: 'autopilot' } }],
  'a control plane with an address for some': [
    'production',
    {
      cluster: { access: 'public', authorizedRanges: ['198.51.100.0/24'], controlPlaneCidr: '172.16.0.0/28' },
    },
  ],
  'a domain whose zone is theirs': ['production', { api: { customDomain: { name: 'api.acme.example' } } }],
  'a domain in a zone of Cloud DNS': [
    'staging',
    { api: { customDomain: { name: 'api.acme.example', dnsZone: 'acme-example' } } },
  ],
  'a name of one letter': ['production', { name: 'a' }],
  'a name of 18 characters': ['production', { name: 'acme-eu-prod-2026x' }],
  'the smallest machines': [
    'staging',
    {
      postgres: { instanceType: 'db-custom-1-3840', storage: { sizeGb: 20 } },
      redis: { memoryGb: 1 },
      cluster: { services: { instanceType: 'e2-medium', minNodes: 1, maxNodes: 1 } },
      brainstore: { readers: { instanceType: 'c4a-standard-4-lssd' } },
    },
  ],
  'the largest machines': [
    'production',
    {
      postgres: { instanceType: 'db-perf-optimized-N-128', storage: { sizeGb: 65_536, maxSizeGb: 65_536 } },
      redis: { memoryGb: 300 },
      brainstore: {
        readers: { count: 50, instanceType: 'z3-highmem-88-highlssd' },
        fastReaders: { count: 50, instanceType: 'c4a-standard-72-lssd' },
        writers: { count: 8, instanceType: 'c4d-standard-384-lssd' },
      },
    },
  ],
  'a licence key that is stored already': ['staging', { licenseKey: { secretRef: 'their-license' } }],
  'another namespace': ['production', { workload: { namespace: 'bt-prod' } }],
  'text that terraform would read as a template': [
    'staging',
    { organization: { name: 'A${c}me %{if true}' }, tags: { team: 'ml' } },
  ],
};

describeWithGoogleMirror(
  'a first plan on Google Cloud',
  ['google', 'random', 'kubernetes', 'helm'],
  (parts) => {
    it('has the recorded number of resources for both examples', async () => {
      const recorded: Record<string, unknown> = {};
      const providers: Record<string, string> = {};
      for (const profile of profiles) {
        const plans: Record<string, unknown> = {};
        for (const stack of await renderedGcp(exampleConfig(profile))) {
          const plan = await plannedStack(parts, stack);
          expectFirstPlan(plan, stack.addresses);
          Object.assign(providers, plan.providers);
          plans[stack.name] = { add: plan.add, types: plan.types };
        }
        recorded[`gcp-${profile}`] = plans;
      }
      const text = `${JSON.stringify({ providers, plans: recorded }, null, 2)}\n`;
      await expect(text).toMatchFileSnapshot('gcp-plan-counts.json');
      // Four plans, one after the other.
    }, 600_000);

    it.each(profiles)('comes from the same bytes each time: %s', async (profile) => {
      const config = exampleConfig(profile);
      expect(await renderedGcp(config)).toEqual(await renderedGcp(config));
    });

    it.each(Object.entries(oddCases))('works for %s', async (_, [profile, changes]) => {
      const config = gcpConfig(profile, { ...changes, workload: { ...localChart, ...changes.workload } });
      const stacks = await renderedGcp(config);
      expect(stacks.map(({ name }) => name)).toEqual(['infra', 'workload']);
      for (const stack of stacks) expectFirstPlan(await plannedStack(parts, stack), stack.addresses);
    });
  },
);

/** Everything is made, nothing else happens, and no secret is in the plan. */
function expectFirstPlan(plan: PlannedStack, addresses: readonly string[]): void {
  expect(plan.add).toBe(addresses.length);
  expect(plan.other).toBe(0);
  for (const value of Object.values(secrets)) expect(plan.text).not.toContain(value);
}
