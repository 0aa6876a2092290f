import { describe, expect, it } from 'vitest';
import { faults, findingsOf, of } from '../../../helpers/judged.ts';

const rule = 'requirements/brainstore-readers-count';
const oneReader = { 'brainstore.readers.count': 1 };
const waiver = (until: string, waived = rule) => ({
  rule: waived,
  reason: 'the second node is ordered',
  until,
});
const judged = (waivers: readonly object[], today: string, changes: object = oneReader) =>
  findingsOf('production', { ...changes, waivers }, today);

describe('a waiver', () => {
  it.each([
    ['2026-06-30', '2026-06-29'],
    ['2026-06-30', '2026-06-30'],
  ])('until %s makes the error a warning on %s, with reason and date', (until, today) => {
    const findings = judged([waiver(until)], today);
    expect(faults(findings)).toEqual([`warning ${rule}`]);
    expect(of(findings, rule)[0]).toMatchObject({
      waived: { reason: 'the second node is ordered', until },
      message: expect.stringContaining(`waived until ${until}: the second node is ordered`),
    });
  });

  it('is over the day after', () => {
    const findings = judged([waiver('2026-06-30')], '2026-07-01');
    expect([...faults(findings)].sort()).toEqual([`error ${rule}`, 'warning waivers/expired']);
    expect(of(findings, rule)[0]?.message).toContain('its waiver ended on 2026-06-30');
    expect(of(findings, 'waivers/expired')[0]?.path).toBe('waivers[0].until');
  });

  it('waives its own rule alone', () => {
    const findings = judged([waiver('2026-06-30')], '2026-06-01', { ...oneReader, 'postgres.version': '15' });
    expect(faults(findings)).toContain('error requirements/postgres-version');
  });

  it('of a rule that does not exist is an error that names the nearest', () => {
    const findings = judged([waiver('2026-06-30', 'requirements/brainstore-reader-count')], '2026-06-01');
    expect(of(findings, 'waivers/unknown-rule')[0]).toMatchObject({ severity: 'error', nearest: rule });
    expect(faults(findings)).toContain(`error ${rule}`);
  });

  it('that waives nothing is a warning', () => {
    expect(faults(judged([waiver('2026-06-30')], '2026-06-01', {}))).toEqual(['warning waivers/unused']);
    expect(faults(judged([waiver('2026-06-30')], '2027-01-01', {}))).toEqual(['warning waivers/unused']);
  });

  it('cannot cover what the cloud would refuse anyway', () => {
    const findings = judged([waiver('2026-06-30', 'config/region')], '2026-06-01', { region: 'us-west-1' });
    expect([...faults(findings)].sort()).toEqual(['error config/region', 'error waivers/not-waivable']);
  });

  it('counts to the later date when a rule is waived twice', () => {
    const findings = judged([waiver('2026-05-01'), waiver('2026-06-30')], '2026-06-01');
    expect(of(findings, rule)[0]?.waived?.until).toBe('2026-06-30');
    expect(faults(findings)).toEqual([`warning ${rule}`, 'warning waivers/twice']);
    expect(of(findings, 'waivers/twice')[0]).toMatchObject({
      path: 'waivers[0].rule',
      message: expect.stringContaining('of waivers[1] count'),
    });
  });
});
