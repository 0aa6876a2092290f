import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { Construct } from '../core/cdktf.ts';
import type { ServiceFunction } from './functions/service-function.ts';

/** How often the scheduled functions run: official AWS module v6.6.0, `modules/services`. */
export const scheduleRates = {
  catchup_etl: 'rate(10 minutes)',
  billing_cron: 'rate(5 minutes)',
  automation_cron: 'rate(10 minutes)',
} as const;

export interface ScheduleProps {
  readonly name: string;
  readonly target: ServiceFunction;
  /** EventBridge rate or cron expression. */
  readonly rate: string;
}

/** Runs a function again and again. */
export class Schedule extends Construct {
  constructor(scope: Construct, id: string, props: ScheduleProps) {
    super(scope, id);
    const { resource } = props.target;
    const rule = new CloudwatchEventRule(this, 'Resource', {
      name: props.name,
      description: `Runs ${props.name}`,
      scheduleExpression: props.rate,
    });
    const permission = new LambdaPermission(this, 'permission', {
      statementId: 'schedule',
      action: 'lambda:InvokeFunction',
      functionName: resource.functionName,
      principal: 'events.amazonaws.com',
      sourceArn: rule.arn,
    });
    new CloudwatchEventTarget(this, 'target', {
      rule: rule.name,
      arn: resource.arn,
      dependsOn: [permission],
    });
  }
}
