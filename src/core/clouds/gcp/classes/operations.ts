/** APIs and alerts. */
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { interrupts, quietly } from '../../../plan/classify/rows.ts';

export const operationsClasses: ResourceClasses = {
  google_project_service: {
    noun: 'API of Google',
    destroyed: interrupts(
      'the service is switched off in the project, unless it is kept',
      'https://cloud.google.com/service-usage/docs/enable-disable',
    ),
  },
  google_monitoring_alert_policy: {
    noun: 'alarm',
    destroyed: quietly(
      'nobody is told any more when it is due',
      'https://cloud.google.com/monitoring/alerts',
    ),
  },
};
