/** Parameters, schedules, logs and alarms. */
import { shrinks } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { interrupts, quietly } from '../../../plan/classify/rows.ts';

export const operationsClasses: ResourceClasses = {
  aws_ssm_parameter: {
    noun: 'parameter of nodes',
    destroyed: interrupts('nodes that start wait for it', 'modules/aws/brainstore/proxy-url-parameter.ts'),
  },
  aws_cloudwatch_event_rule: {
    noun: 'schedule',
    destroyed: quietly(
      'the function is no longer started by itself',
      'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html',
    ),
  },
  aws_cloudwatch_log_group: {
    noun: 'log',
    replaced: {
      kind: 'data-loss',
      severity: 'notice',
      consequence: 'what was logged is deleted',
      source:
        'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
    },
    destroyed: {
      kind: 'data-loss',
      severity: 'notice',
      consequence: 'what was logged is deleted, unless the group is kept',
      source:
        'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
    },
    rows: [
      {
        path: 'retention_in_days',
        when: shrinks,
        kind: 'data-loss',
        severity: 'notice',
        consequence: 'what was logged longer ago is deleted',
        source:
          'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
      },
    ],
  },
  aws_cloudwatch_metric_alarm: {
    noun: 'alarm',
    destroyed: quietly(
      'nobody is told any more when it is due',
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    ),
  },
  aws_flow_log: {
    noun: 'log of the network',
    destroyed: quietly(
      'connections are no longer recorded',
      'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html',
    ),
  },
};
