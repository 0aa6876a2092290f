import { describe, expect, it } from 'vitest';
import { production, shapes, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

const shape = (name: string) => infra(shapes[name] ?? staging);

describe('the network', () => {
  it('has a range for nodes, one for pods and one for services', () => {
    expect(infra(staging).resource('google_compute_subnetwork.network_subnetwork')).toMatchObject({
      ip_cidr_range: '10.175.0.0/20',
      secondary_ip_range: [
        { range_name: 'braintrust-pods', ip_cidr_range: '10.176.0.0/16' },
        { range_name: 'braintrust-services', ip_cidr_range: '10.177.0.0/20' },
      ],
      private_ip_google_access: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it('records its traffic where that is wanted', () => {
    const subnetwork = 'google_compute_subnetwork.network_subnetwork';
    expect(infra(production).resource(subnetwork)).toHaveProperty('log_config');
    expect(infra(staging).resource(subnetwork)).not.toHaveProperty('log_config');
  });

  it('has a way out, with ports that are not all given away at once', () => {
    expect(infra(staging).resource('google_compute_router_nat.network_nat')).toMatchObject({
      nat_ip_allocate_option: 'AUTO_ONLY',
      enable_dynamic_port_allocation: true,
      enable_endpoint_independent_mapping: false,
    });
  });

  it('is joined with the network of Google services, over a range of its own', () => {
    const stack = infra(staging);
    expect(stack.resource('google_compute_global_address.network_private_services_range')).toMatchObject({
      purpose: 'VPC_PEERING',
      address: '10.178.0.0',
      prefix_length: 20,
    });
    expect(stack.resource('google_service_networking_connection.network_private_services')).toMatchObject({
      deletion_policy: 'ABANDON',
    });
  });

  it('can be brought along, with or without that join', () => {
    const joined = shape('existing network');
    expect(joined.addresses.filter((address) => address.includes('.network'))).toEqual([]);
    expect(joined.resource('google_redis_instance.cache')).toMatchObject({
      authorized_network: 'projects/acme-net/global/networks/shared',
      connect_mode: 'PRIVATE_SERVICE_ACCESS',
    });
    // Without ranges of its own it gets those of the configuration.
    expect(joined.resource('google_container_cluster.cluster').ip_allocation_policy).toEqual({
      cluster_ipv4_cidr_block: '10.176.0.0/16',
      services_ipv4_cidr_block: '10.177.0.0/20',
    });
    const apart = shape('existing network with ranges and without private services');
    expect(apart.addresses.filter((address) => address.includes('.network'))).toEqual([
      'google_compute_global_address.network_private_services_range',
      'google_service_networking_connection.network_private_services',
    ]);
    // A shared network's range belongs to the project that shares it.
    expect(apart.resource('google_compute_global_address.network_private_services_range')).toMatchObject({
      project: 'acme-net',
      network: 'projects/acme-net/global/networks/shared',
    });
  });
});
