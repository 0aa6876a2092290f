import { describe, expect, test } from 'vitest';
import { findingsText, findingText } from '../../../../src/cli/render/finding.ts';
import { plain } from '../../../../src/cli/render/paint.ts';
import type { Finding } from '../../../../src/core/findings/finding.ts';

const file = '/project/bt-dataplane.yaml';
const view = {
  paint: plain,
  cwd: '/project',
  sources: new Map([[file, 'name: acme\nbrainstore:\n  writers:\n    instanceType: m7g.4xlarge\n']]),
};
const finding: Finding = {
  rule: 'requirements/brainstore-writers-nvme',
  severity: 'error',
  message: 'writers need local NVMe disks',
  path: 'brainstore.writers.instanceType',
  place: { file, line: 4, column: 19, length: 11 },
  required: '1,024 GB of NVMe',
  found: 'none',
  nearest: 'c8gd.8xlarge',
  source: 'https://www.braintrust.dev/docs/guides/self-hosting',
  fix: { text: 'set brainstore.writers.instanceType to c8gd.8xlarge' },
};

test('says what, where with the line and a caret, what is wanted, and what to do', () => {
  expect(findingText(finding, view).split('\n')).toEqual([
    'error[requirements/brainstore-writers-nvme]: writers need local NVMe disks',
    '  --> bt-dataplane.yaml:4:19   brainstore.writers.instanceType',
    '  |',
    '4 |     instanceType: m7g.4xlarge',
    '  |                   ^^^^^^^^^^^',
    '   = required: 1,024 GB of NVMe',
    '   = found: none',
    '   = nearest: c8gd.8xlarge',
    '   = source: https://www.braintrust.dev/docs/guides/self-hosting',
    '   help: set brainstore.writers.instanceType to c8gd.8xlarge',
  ]);
});

describe('several', () => {
  const at = (line: number, severity: Finding['severity']): Finding => ({
    rule: `rule/line-${line}`,
    severity,
    message: 'm',
    path: 'p',
    place: { file, line, column: 1 },
  });

  test('come by line, with the counts at the end', () => {
    const text = findingsText([at(3, 'warning'), at(1, 'error'), at(2, 'error')], view);
    expect(text.match(/rule\/line-\d/g)).toEqual(['rule/line-1', 'rule/line-2', 'rule/line-3']);
    expect(text.endsWith('2 errors, 1 warning')).toBe(true);
  });

  test('no finding is no text', () => {
    expect(findingsText([], view)).toBe('');
  });
});

test('a place that cannot be read, or lies beyond the file, is still named', () => {
  const gone = { ...finding, place: { file: '/elsewhere/x.yaml', line: 9, column: 1 } };
  expect(findingText(gone, view)).toContain('--> /elsewhere/x.yaml:9:1');
  const beyond = { ...finding, place: { file, line: 99, column: 1 } };
  expect(findingText(beyond, view)).toContain('--> bt-dataplane.yaml:99:1');
});

test('the caret stays under the text behind a tab', () => {
  const sources = new Map([[file, '\tname: x']]);
  const text = findingText(
    { ...finding, place: { file, line: 1, column: 8, length: 1 } },
    { ...view, sources },
  );
  const lines = text.split('\n');
  const caret = lines.findIndex((line) => line.includes('^'));
  const under = lines[caret] ?? '';
  expect(under.indexOf('^')).toBe((lines[caret - 1] ?? '').indexOf('x'));
  expect(under).toContain('\t');
});

test('a waived error says until when and why', () => {
  const waived: Finding = {
    ...finding,
    severity: 'warning',
    waived: { reason: 'ordered', until: '2027-01-31' },
  };
  expect(findingText(waived, view)).toContain('waived: until 2027-01-31: ordered');
});
