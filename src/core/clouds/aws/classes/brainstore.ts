/** Nodes of Brainstore and their load balancers. */
import { shrinks, switchedOff } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { amountCost, downtime, interrupts, machineCost, quietly } from '../../../plan/classify/rows.ts';
import { noPostgresAt, walFooterAt } from '../../../plan/classify/switches.ts';
import { ec2Price, nlb, refresh } from './rows.ts';

export const brainstoreClasses: ResourceClasses = {
  aws_launch_template: {
    noun: 'template of Brainstore nodes',
    replaced: quietly('nodes that start next come from the new one', refresh),
    rows: [
      ...downtime(
        ['instance_type', 'image_id', 'user_data', 'block_device_mappings', 'iam_instance_profile'],
        'the nodes of the group are replaced one after the other, new ones first: some minutes each, and caches start cold',
        refresh,
      ),
      ...machineCost('instance_type', ec2Price),
    ],
    oneWay: [
      ...walFooterAt('user_data.{script}.environment.BRAINSTORE_WAL_FOOTER_VERSION'),
      ...noPostgresAt('user_data.{script}.environment.BRAINSTORE_LOG_AUTOMATIONS_OBJECTS'),
    ],
  },
  aws_autoscaling_group: {
    noun: 'Brainstore nodes',
    replaced: interrupts(
      'all nodes of the group go at once: its role is down for some minutes, and caches start cold',
      refresh,
    ),
    destroyed: interrupts('all nodes of the group go', refresh),
    rows: [
      {
        path: 'desired_capacity',
        when: shrinks,
        kind: 'downtime',
        severity: 'notice',
        consequence: 'nodes go, with their caches; requests are slow until the others are warm',
        source: refresh,
      },
      ...amountCost('desired_capacity', ec2Price),
    ],
  },
  aws_lb: {
    noun: 'load balancer of Brainstore',
    replaced: interrupts('its role is not reached until the API knows the new address: minutes', nlb),
    destroyed: interrupts('its role is not reached any more', nlb),
    rows: [
      {
        path: 'internal',
        when: switchedOff,
        kind: 'exposure',
        severity: 'attention',
        consequence: 'Brainstore gets an address on the internet',
        source: nlb,
      },
    ],
  },
  aws_lb_listener: {
    noun: 'port of Brainstore',
    replaced: interrupts('its role is not reached for some seconds', nlb),
    destroyed: interrupts('its role is not reached any more', nlb),
  },
  aws_lb_target_group: {
    noun: 'targets of Brainstore',
    replaced: interrupts(
      'its role is not reached until the nodes are healthy in the new one: about a minute',
      nlb,
    ),
    destroyed: interrupts('its role is not reached any more', nlb),
  },
};
