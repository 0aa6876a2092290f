import { describe, expect, it } from 'vitest';
import { alarmSpecs } from '../../../../modules/aws/observability/alarms.ts';
import { at, renderCompute } from '../../../helpers/compute-stack.ts';

const rendered = renderCompute({ topicArn: 'arn:topic' });
const alarms = Object.entries(rendered.tree.resource.aws_cloudwatch_metric_alarm ?? {});

describe('alarms', () => {
  it('come of every row of the table', () => {
    for (const { id } of alarmSpecs) {
      expect(
        alarms.some(([name]) => name.endsWith(id)),
        id,
      ).toBe(true);
    }
  });

  it('watch each function and each pool', () => {
    const of = (metric: string) => alarms.filter(([, { metric_name }]) => metric_name === metric).length;
    expect([of('Errors'), of('Throttles'), of('UnHealthyHostCount'), of('GroupInServiceInstances')]).toEqual([
      7, 7, 3, 3,
    ]);
  });

  it.each([
    ['database_storage', 107374182400],
    ['database_connections', 4000],
    ['readers_too_few_nodes', 2],
    ['writers_too_few_nodes', 1],
    ['cache_1_cache_memory', 80],
  ])('%s starts at %i', (id, threshold) => {
    expect(at(rendered, `aws_cloudwatch_metric_alarm.observability_${id}`).threshold).toBe(threshold);
  });

  it('go to the topic where there is one, and are only shown where there is none', () => {
    expect(alarms[0]?.[1]).toMatchObject({ alarm_actions: ['arn:topic'], ok_actions: ['arn:topic'] });
    expect(at(renderCompute(), 'aws_cloudwatch_metric_alarm.observability_database_cpu')).not.toHaveProperty(
      'alarm_actions',
    );
  });

  it('say what to do', () => {
    for (const [, { alarm_description }] of alarms)
      expect(alarm_description).toMatch(/; (look|raise|read|have) /);
  });
});
