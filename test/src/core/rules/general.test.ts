import { describe, expect, it } from 'vitest';
import { type Changes, faults, findingsOf, of, withFixes } from '../../../helpers/judged.ts';

const rows: readonly (readonly ['staging' | 'production', Changes, readonly string[]])[] = [
  ['production', { state: { backend: 'local' } }, ['error state/local-in-production']],
  ['staging', { state: { backend: 'local' } }, []],
  ['production', { 'postgres.deletionProtection': false }, ['error postgres/deletion-protection']],
  ['staging', { 'postgres.deletionProtection': false }, []],
  ['production', { 'organization.name': '*' }, ['error config/organization-open']],
  ['staging', { 'organization.name': '*' }, ['warning config/organization-open']],
  [
    'production',
    { 'organization.name': '*', 'organization.allowedIds': ['6f1c2f0e-3f0b-4f5e-9f1a-0d6f2c1b7a11'] },
    [],
  ],
  ['staging', { release: '2.2.0' }, ['error release/unknown']],
  ['staging', { release: '2.1.1' }, []],
  ['staging', { 'network.cidr': '10.300.0.0/21' }, ['error network/range-invalid']],
  ['staging', { 'network.cidr': '10.0.1.0/20' }, ['error network/range-invalid']],
  ['staging', { 'network.cidr': '10.175.8.0/21' }, ['error network/range-overlap']],
  ['staging', { 'network.cidr': '10.175.0.0/16' }, ['error network/range-overlap']],
  ['staging', { 'network.cidr': '10.175.8.0/21', 'network.quarantine.enabled': false }, []],
  ['staging', { 'network.cidr': '100.64.0.0/16' }, ['warning network/range-public']],
  ['staging', { 'network.cidr': '172.31.0.0/16' }, []],
];

describe('rules of every cloud', () => {
  it.each(rows)('%s with %j: %j', (profile, changes, expected) => {
    expect(faults(findingsOf(profile, changes))).toEqual(expected);
  });

  it.each([
    ['2.12.1', '2.12.0'],
    ['3.0.0', '2.12.0'],
    ['2.2.0', '2.1.1'],
    ['2.9.9', '2.9.0'],
    ['0.0.1', '1.1.32'],
  ])('release %s: suggests %s', (release, nearest) => {
    expect(of(findingsOf('staging', { release }), 'release/unknown')[0]?.nearest).toBe(nearest);
  });

  it('suggests the free range behind the main network', () => {
    const findings = findingsOf('staging', { 'network.cidr': '10.175.8.0/21' });
    expect(of(findings, 'network/range-overlap')[0]?.fix?.set).toEqual([
      { path: 'network.quarantine.cidr', value: '10.175.16.0/21' },
    ]);
  });

  it.each([
    ['10.0.0.0/21', '10.0.4.0/22', '10.0.8.0/21'],
    ['10.0.0.0/28', '10.0.1.0/24', '10.0.8.0/21'],
    ['10.255.248.0/21', '10.255.248.0/21', '10.0.0.0/21'],
    ['172.31.0.0/16', '172.31.0.0/16', '10.0.0.0/16'],
    ['192.168.0.0/16', '192.168.8.0/21', '10.0.0.0/21'],
    ['10.0.0.0/8', '10.1.0.0/21', '172.16.0.0/21'],
    ['10.0.0.0/16', '10.0.0.0/16', '10.1.0.0/16'],
  ])('with the main network %s, moves the quarantine network %s to %s', (main, quarantine, expected) => {
    const changes = { 'network.cidr': main, 'network.quarantine.cidr': quarantine };
    const findings = findingsOf('staging', changes);
    const suggested = findings.filter((finding) => finding.path === 'network.quarantine.cidr');
    expect(new Set(suggested.map((finding) => finding.nearest))).toEqual(new Set([expected]));
    expect(faults(findingsOf('staging', withFixes(changes, findings)))).toEqual([]);
  });

  it('suggests a private range for one that is too large to be private', () => {
    expect(findingsOf('staging', { 'network.cidr': '0.0.0.0/0' })).toContainEqual(
      expect.objectContaining({ rule: 'network/range-size', nearest: '10.0.0.0/16' }),
    );
  });

  it('suggests a range without its host bits', () => {
    expect(
      of(findingsOf('staging', { 'network.cidr': '10.0.1.0/20' }), 'network/range-invalid')[0]?.nearest,
    ).toBe('10.0.0.0/20');
  });
});
