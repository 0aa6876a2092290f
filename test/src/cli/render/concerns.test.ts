import { describe, expect, test } from 'vitest';
import { concernsText } from '../../../../src/cli/render/concerns.ts';
import { coloured, plain } from '../../../../src/cli/render/paint.ts';
import { widthOf } from '../../../../src/cli/render/table.ts';
import type { Concern } from '../../../../src/core/plan/model.ts';
import { concernOf } from '../../../helpers/reported-plan.ts';

const key = 'arn:aws:kms:us-east-1:123456789012:key/7b2911a6-5a04-4262-af53-9ae6fb251317';
const harmless = (more: Partial<Concern>): Concern => {
  const { flag: _, ...concern } = concernOf({ allowed: true, ...more });
  return concern;
};
const notice = harmless({
  kind: 'cost',
  severity: 'notice',
  address: 'aws_autoscaling_group.brainstore_readers',
  change: 'update',
  noun: 'Brainstore nodes',
  because: 'desired_capacity: 1 → 2',
  consequence: 'it costs more from then on',
});
const attention = harmless({
  kind: 'downtime',
  severity: 'attention',
  address: 'aws_launch_template.brainstore_readers_arm64',
  change: 'update',
  noun: 'template of Brainstore nodes',
  because: `block_device_mappings.0.ebs.0.kms_key_id: ${key} → ${key}`,
  consequence:
    'the nodes of the group are replaced one after the other, new ones first: some minutes each, and caches start cold',
});
const consented = concernOf({
  address: 'aws_kms_key.encryption',
  change: 'destroy',
  noun: 'encryption key',
  because: 'it is no longer part of the rendered stack',
  consequence: 'everything encrypted with the key, backups included',
  flag: "--allow-destroy 'aws_kms_key.encryption'",
  allowed: true,
});

test('the worst comes first, after how many there are of each weight', () => {
  expect(concernsText([notice, attention, consented, concernOf()], plain)).toBe(`\
Needs attention: 1 blocking, 1 consented to, 1 to look at, 1 to know

Blocking: done only with the flag that names it, where there is one
  ! replace  google_sql_database_instance.database
             encryption_key_name forces a new google_sql_database_instance
             database: every project, experiment and log is lost; the data plane
             is down for about 20 minutes
             allow with  --allow-replace 'google_sql_database_instance.database'

Consented to: named by a flag of this run
  ! destroy  aws_kms_key.encryption   it is no longer part of the rendered stack
             encryption key: everything encrypted with the key, backups included
             allowed with  --allow-destroy 'aws_kms_key.encryption'

Attention: look at it before you say yes
  * update  aws_launch_template.brainstore_readers_arm64
            block_device_mappings.0.ebs.0.kms_key_id:
            ${key}
            → ${key}
            template of Brainstore nodes: the nodes of the group are replaced
            one after the other, new ones first: some minutes each, and caches
            start cold

Notice: good to know
  i update  aws_autoscaling_group.brainstore_readers   desired_capacity: 1 → 2
            Brainstore nodes: it costs more from then on`);
});

test('nothing to worry about is no heading', () => {
  expect(concernsText([], plain)).toBe('');
});

describe('in 80 columns', () => {
  const text = concernsText([notice, attention, consented, concernOf()], plain);

  test('only what has to stay whole is wider', () => {
    const wide = text.split('\n').filter((line) => widthOf(line) > 80);
    expect(wide.map((line) => line.trim())).toEqual([key, `→ ${key}`]);
  });

  test('colours change no line', () => {
    const seen = concernsText([notice, attention, consented, concernOf()], coloured);
    expect(seen).toContain('\u001b[31m!\u001b[39m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
    expect(seen.replaceAll(/\u001b\[\d+m/g, '')).toBe(text);
  });
});
