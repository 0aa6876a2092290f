/** The shipped configurations are examples, starting points and documentation at once, so they must stay true. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configText } from '../../src/core/actions/init/files.ts';
import { namesIn } from '../../src/core/actions/init/template.ts';
import { clouds } from '../../src/core/clouds/registry.ts';
import { leaves, resolve, valueAt } from '../../src/core/config/resolve.ts';
import { type PartialConfig, profiles, writtenSchema } from '../../src/core/config/schema.ts';
import { rulesOf } from '../../src/core/rules/judge.ts';

const folder = new URL('../../templates/config/', import.meta.url);
const answers = {
  name: 'acme',
  region: 'us-east-1',
  project: 'acme-data-plane',
  subscription: '00000000-0000-4000-8000-000000000001',
  tenant: '00000000-0000-4000-8000-000000000002',
  organization: 'Acme',
  licenseSource: 'env:BRAINTRUST_LICENSE_KEY',
};

test('there is one for every cloud and profile, and no other', () => {
  const wanted = [...clouds.keys()].flatMap((cloud) => profiles.map((profile) => `${cloud}-${profile}.yaml`));
  expect(readdirSync(folder).sort()).toEqual(wanted.sort());
});

const all = [...clouds.values()].flatMap((cloud) => profiles.map((profile) => ({ cloud, profile })));

describe.each(all.map((it) => [`${it.cloud.id}-${it.profile}`, it] as const))(
  '%s',
  (name, { cloud, profile }) => {
    const template = readFileSync(new URL(`${name}.yaml`, folder), 'utf8');
    const places = { stateBucket: 'acme-state', stateAccount: 'acmestate', stateContainer: 'tfstate' };
    const asked = Object.entries(places).filter(([key]) => namesIn(template).has(key));
    const state = Object.fromEntries(asked);
    const text = configText({ answers: { ...answers, cloud: cloud.id, profile, ...state }, template });
    const written = parse(text) as PartialConfig;

    test('what is written out is what the profile gives anyway', () => {
      const { apiVersion, name, region, organization, licenseKey, account = {} } = written;
      const least = {
        apiVersion,
        name,
        region,
        cloud: cloud.id,
        profile,
        licenseKey,
        account,
        organization: { name: organization?.name },
      };
      const given = resolve(cloud, {}, least as never).config;
      const full = resolve(cloud, {}, written as never).config;
      const chosen = new Set(['state']);
      for (const { name: path, path: keys } of leaves.filter((leaf) => !chosen.has(leaf.name)))
        expect([path, valueAt(full, keys)]).toEqual([path, valueAt(given, keys)]);
    });

    test('every common knob is there', () => {
      const missing = [
        'network',
        'api',
        'postgres',
        'redis',
        'brainstore',
        'storage',
        'telemetry',
        'tags',
        ...(cloud.id === 'aws' ? ['remoteSupport'] : ['account', 'cluster', 'workload', 'alerts']),
      ];
      expect(missing.filter((key) => !(key in written))).toEqual([]);
    });

    test('a knob that is commented out works when it is switched on', () => {
      const knob = /^( *)#(?=[a-zA-Z-]| {2,})/gm;
      expect(text.match(knob)?.length).toBeGreaterThan(5);
      // Of the state one kind stands there; the other one takes its place.
      const open = text.replace(/^ {2}backend: local\n/m, '').replaceAll(knob, '$1');
      const parsed = writtenSchema.safeParse(parse(open));
      expect(parsed.error?.issues ?? []).toEqual([]);
      const rules = (parse(open) as { waivers: { rule: string }[] }).waivers.map(({ rule }) => rule);
      expect(rulesOf(cloud).map(({ id }) => id)).toEqual(expect.arrayContaining(rules));
    });

    test('lines are short enough to read', () => {
      // An id of Azure cannot be broken.
      const lines = template.split('\n').filter((line) => !line.includes(': /subscriptions/'));
      expect(lines.filter((line) => line.length > 120)).toEqual([]);
    });
  },
);
