import { describe, expect, it } from 'vitest';
import { Network, type NetworkProps } from '../../../modules/aws/network.ts';
import { type Synthesized, synth } from '../../helpers/synth.ts';

const network = (changes: Partial<NetworkProps> = {}): Synthesized =>
  synth((stack) => {
    new Network(stack, 'network', {
      name: 'acme',
      region: 'us-east-1',
      cidr: '10.0.0.0/21',
      quarantineCidr: '10.1.0.0/21',
      availabilityZones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
      flowLogs: false,
      key: { arn: 'arn:key' },
      logRetentionDays: 365,
      ...changes,
    });
  });

describe('the networks', () => {
  it('have one public and three private subnets in three zones, none of which hands out public addresses', () => {
    const stack = network();
    const subnets = ['public_1', 'private_1', 'private_2', 'private_3'].map((id) =>
      stack.resource(`aws_subnet.network_main_${id}`),
    );
    expect(subnets.map(({ cidr_block, availability_zone }) => `${cidr_block} ${availability_zone}`)).toEqual([
      '10.0.0.0/24 us-east-1a',
      '10.0.1.0/24 us-east-1a',
      '10.0.2.0/24 us-east-1b',
      '10.0.3.0/24 us-east-1c',
    ]);
    expect(subnets.map(({ map_public_ip_on_launch }) => map_public_ip_on_launch)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('leave through NAT from private subnets only, and through the internet gateway from the public one only', () => {
    const stack = network();
    const tableOf = (subnet: string) =>
      stack.resource(`aws_route_table_association.network_main_${subnet}_table`).route_table_id;
    expect(tableOf('public_1')).toBe('${aws_route_table.network_main_public.id}');
    expect(['private_1', 'private_2', 'private_3'].map(tableOf)).toEqual(
      Array(3).fill('${aws_route_table.network_main_private.id}'),
    );
    expect(stack.resource('aws_route.network_main_private_out')).toMatchObject({
      nat_gateway_id: '${aws_nat_gateway.network_main_out.id}',
      route_table_id: '${aws_route_table.network_main_private.id}',
    });
  });

  it('close the default security group', () => {
    const group = network().resource('aws_default_security_group.network_main_default');
    expect(group.ingress).toBeUndefined();
    expect(group.egress).toBeUndefined();
  });

  it('never refer from the quarantine to the main network, nor back', () => {
    const { resource } = network().tree;
    for (const [name, text] of Object.values(resource ?? {}).flatMap((byName) =>
      Object.entries(byName as object).map(([name, block]) => [name, JSON.stringify(block)] as const),
    )) {
      if (name.startsWith('network_quarantine')) expect(text).not.toContain('network_main');
      else expect(text).not.toContain('network_quarantine');
    }
  });

  it('look up the region’s own zones when none are named, and keep what was chosen first', () => {
    const stack = network({ availabilityZones: [] });
    expect(stack.tree.data).toMatchObject({
      aws_availability_zones: {
        network_zones: { filter: [{ name: 'opt-in-status', values: ['opt-in-not-required'] }] },
      },
    });
    expect(stack.resource('aws_subnet.network_main_private_3')).toMatchObject({
      availability_zone: '${data.aws_availability_zones.network_zones.names[2]}',
      lifecycle: { ignore_changes: ['availability_zone'] },
    });
  });

  it('keep the subnets of what cannot move, named zones or not', () => {
    for (const stack of [network(), network({ availabilityZones: [] })]) {
      for (const subnet of ['public_1', 'private_1', 'private_2', 'private_3']) {
        expect(stack.resource(`aws_subnet.network_main_${subnet}`).lifecycle).toMatchObject({
          prevent_destroy: true,
        });
        expect(JSON.stringify(stack.resource(`aws_subnet.network_quarantine_${subnet}`))).not.toContain(
          'prevent_destroy',
        );
      }
    }
  });

  it('are one without quarantine', () => {
    const { quarantineCidr: _, ...rest } = {
      name: 'acme',
      region: 'us-east-1',
      cidr: '10.0.0.0/21',
      quarantineCidr: '',
      availabilityZones: ['a', 'b', 'c'],
      flowLogs: false,
      key: { arn: 'k' },
      logRetentionDays: 365,
    };
    const stack = synth((scope) => void new Network(scope, 'network', rest));
    expect(stack.find('aws_vpc.network_main')).toBeDefined();
    expect(stack.find('aws_vpc.network_quarantine')).toBeUndefined();
  });

  it('record all traffic of both, under the key, when asked to', () => {
    const stack = network({ flowLogs: true });
    for (const which of ['main', 'quarantine']) {
      expect(stack.resource(`aws_flow_log.network_${which}_flow_logs_records`)).toMatchObject({
        traffic_type: 'ALL',
        vpc_id: `\${aws_vpc.network_${which}.id}`,
      });
      expect(stack.resource(`aws_cloudwatch_log_group.network_${which}_flow_logs`)).toMatchObject({
        name: `/braintrust/acme/flow-logs/${which}`,
        kms_key_id: 'arn:key',
        retention_in_days: 365,
      });
    }
    expect(network().addresses.filter((address) => address.includes('flow'))).toEqual([]);
  });
});
