/** The way in. */
import { switchedOff } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { downtime, interrupts } from '../../../plan/classify/rows.ts';
import { waf } from './rows.ts';

export const entryClasses: ResourceClasses = {
  aws_cloudfront_distribution: {
    noun: 'distribution before the API',
    replaced: interrupts(
      'the API gets another address and is down under the former: up to a quarter of an hour',
      waf,
    ),
    destroyed: interrupts('the API is no longer reached from outside', waf),
    rows: [
      {
        path: 'web_acl_id',
        when: (before, after) => Boolean(before) && !after,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'no firewall stands before the API',
        source: waf,
      },
      ...downtime(
        ['aliases', 'viewer_certificate'],
        'callers of a name that goes fail; the rest is rolled out without a pause',
        waf,
        'notice',
      ),
      {
        path: 'enabled',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence: 'the API is no longer reached from outside',
        source: waf,
      },
    ],
  },
};
