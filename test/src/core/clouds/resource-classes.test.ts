/** Every resource type that our stacks can have is classified, on purpose: none falls through to a default. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aws } from '../../../../src/core/clouds/aws/cloud.ts';
import { azure } from '../../../../src/core/clouds/azure/cloud.ts';
import { gcp } from '../../../../src/core/clouds/gcp/cloud.ts';
import { concernKinds, severities } from '../../../../src/core/plan/model.ts';
import { checkout } from '../../../helpers/real-parts-search.ts';

const clouds = { aws, gcp, azure } as const;
const providers = {
  aws: ['aws'],
  gcp: ['google', 'kubernetes', 'helm'],
  azure: ['azurerm', 'kubernetes', 'helm'],
};

function filesUnder(folder: string, ending: string): readonly string[] {
  return readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(join(checkout, folder, file), 'utf8'));
}

/** Types of the addresses that are recorded for the shapes of a cloud. */
function recorded(cloud: string): ReadonlySet<string> {
  const texts = filesUnder(join('test', 'modules', cloud), 'golden.txt');
  return new Set(
    texts.flatMap((text) => [...text.matchAll(/^[ +]*([a-z]+_[a-z0-9_]+)\./gm)].map(([, type = '']) => type)),
  );
}

/** Types that the modules of a cloud import, whatever shape uses them. */
function imported(names: readonly string[]): readonly string[] {
  return filesUnder('modules', '.ts').flatMap((text) =>
    [...text.matchAll(/'@cdktf\/provider-([a-z]+)\/lib\/([a-z0-9-]+)\//g)].flatMap(
      ([, provider = '', type = '']) =>
        type === 'provider' || type.startsWith('data-') || !names.includes(provider)
          ? []
          : [`${provider}_${type.replaceAll('-', '_')}`],
    ),
  );
}

describe.each(['aws', 'gcp', 'azure'] as const)('on %s', (cloud) => {
  const { resourceClasses } = clouds[cloud];
  const used = new Set([...recorded(cloud), ...imported(providers[cloud])]);

  it('every type of our stacks is classified', () => {
    expect(used.size).toBeGreaterThan(30);
    expect([...used].filter((type) => !(type in resourceClasses))).toEqual([]);
  });

  it('no type is classified that no stack has', () => {
    const besides = ['terraform_data', 'random_id'];
    const unused = Object.keys(resourceClasses).filter((type) => !used.has(type) && !besides.includes(type));
    expect(unused).toEqual([]);
  });

  it.each(Object.entries(resourceClasses))(
    '%s has a noun, and a source for whatever it tells',
    (_, known) => {
      expect(known.noun).toMatch(/^[A-Za-z]/);
      const { made, replaced, destroyed, rows = [], oneWay = [] } = known;
      const effects = [made, replaced, destroyed, ...rows].filter((it) => it !== undefined);
      for (const { kind, severity, consequence, source } of [...effects, ...oneWay.map(asEffect)]) {
        expect(concernKinds).toContain(kind);
        expect(severities).toContain(severity);
        expect(consequence).toMatch(/^[a-zA-Z].*[^.]$/);
        expect(source).toMatch(/^(https:\/\/[a-z.]+\/|modules\/)/);
      }
    },
  );
});

const asEffect = (row: { readonly consequence: string; readonly source: string }) =>
  ({ ...row, kind: 'one-way', severity: 'blocking' }) as const;
