/** Every machine of a database with every kind of volume: what the cloud refuses can be put right by what is suggested. */
import { describe, expect, it } from 'vitest';
import { gcpCatalogue } from '../../../../src/core/clouds/gcp/catalogue.ts';
import { type Changes, gcpFindings, of, withFixes } from '../../../helpers/judged.ts';

const machines = [
  ...gcpCatalogue.databases.map(({ name }) => name),
  'db-custom-2-8192',
  'db-custom-16-65536',
  'db-custom-N4-16-65536',
];
const kinds = [...gcpCatalogue.volumes.kinds, 'gp3'];
const rows = machines.flatMap((name) => kinds.map((kind) => [name, kind] as const));

describe.each(['staging', 'production'] as const)('in %s', (profile) => {
  it.each(rows)('%s with %s volumes', (name, kind) => {
    for (const edition of ['enterprise', 'enterprise-plus']) {
      for (const sizeGb of [20, 1_000]) {
        const changes: Changes = {
          'postgres.instanceType': name,
          'postgres.edition': edition,
          'postgres.storage.type': kind,
          'postgres.storage.sizeGb': sizeGb,
        };
        for (const finding of gcpFindings(profile, changes)) {
          if (finding.severity === 'info') continue;
          expect(finding.fix?.text, finding.rule).toMatch(/\S/);
          if (finding.severity !== 'error') continue;
          const { path, rule } = finding;
          expect(of(gcpFindings(profile, withFixes(changes, [finding])), rule), `${rule} ${path}`).toEqual(
            [],
          );
        }
      }
    }
  });
});
