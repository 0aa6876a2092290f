import { ComputeNetwork } from '@cdktf/provider-google/lib/compute-network/index.js';
import { ComputeRouter } from '@cdktf/provider-google/lib/compute-router/index.js';
import { ComputeRouterNat } from '@cdktf/provider-google/lib/compute-router-nat/index.js';
import { ComputeSubnetwork } from '@cdktf/provider-google/lib/compute-subnetwork/index.js';
import { Construct, type ITerraformDependable } from '../core/cdktf.ts';
import type { IGcpNetwork, SecondaryRange } from './contracts.ts';
import { PrivateServiceAccess } from './private-service-access.ts';
import type { GcpExistingNetwork, GcpNetworkProps } from './props.ts';

export interface NetworkProps extends GcpNetworkProps {
  /** Name of the deployment. */
  readonly name: string;
  readonly region: string;
}

/** The network, made or brought along, with the way to Google's own services. */
export class Network extends Construct implements IGcpNetwork {
  readonly id: string;
  readonly subnetworkId: string;
  readonly pods: SecondaryRange;
  readonly services: SecondaryRange;
  readonly privateServices: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const given = props.existing ?? this.make(props);
    this.id = given.network;
    this.subnetworkId = given.subnetwork;
    this.pods = rangeOf(given.podsRange, props.podsCidr);
    this.services = rangeOf(given.servicesRange, props.servicesCidr);
    this.privateServices = given.privateServiceAccess
      ? []
      : new PrivateServiceAccess(this, 'private_services', {
          name: props.name,
          networkId: this.id,
          cidr: props.privateServicesCidr,
        }).ready;
  }

  private make(props: NetworkProps): GcpExistingNetwork {
    const network = new ComputeNetwork(this, 'Resource', {
      name: `${props.name}-network`,
      description: `Braintrust data plane ${props.name}`,
      autoCreateSubnetworks: false,
      routingMode: 'REGIONAL',
      lifecycle: { preventDestroy: true },
    });
    const ranges = { pods: `${props.name}-pods`, services: `${props.name}-services` };
    const subnetwork = new ComputeSubnetwork(this, 'subnetwork', {
      name: `${props.name}-nodes`,
      description: 'Nodes of the data plane',
      network: network.id,
      region: props.region,
      ipCidrRange: props.cidr,
      secondaryIpRange: [
        { rangeName: ranges.pods, ipCidrRange: props.podsCidr },
        { rangeName: ranges.services, ipCidrRange: props.servicesCidr },
      ],
      // Google's services, the buckets among them, without the way through NAT.
      privateIpGoogleAccess: true,
      ...(props.flowLogs
        ? {
            // A tenth of the flows over ten minutes, with names: enough to see who talks to whom.
            // https://cloud.google.com/vpc/docs/flow-logs
            logConfig: {
              aggregationInterval: 'INTERVAL_10_MIN',
              flowSampling: 0.1,
              metadata: 'INCLUDE_ALL_METADATA',
            },
          }
        : {}),
      lifecycle: { preventDestroy: true },
    });
    this.makeWayOut(props, network.id);
    return {
      network: network.id,
      subnetwork: subnetwork.id,
      podsRange: ranges.pods,
      servicesRange: ranges.services,
      privateServiceAccess: false,
    };
  }

  private makeWayOut(props: NetworkProps, network: string): void {
    const router = new ComputeRouter(this, 'router', {
      name: `${props.name}-router`,
      region: props.region,
      network,
    });
    new ComputeRouterNat(this, 'nat', {
      name: `${props.name}-nat`,
      region: props.region,
      router: router.name,
      natIpAllocateOption: 'AUTO_ONLY',
      sourceSubnetworkIpRangesToNat: 'ALL_SUBNETWORKS_ALL_IP_RANGES',
      // The API keeps many connections to few hosts of model providers; 64 ports a node, the default, run out.
      // https://cloud.google.com/nat/docs/ports-and-addresses
      enableDynamicPortAllocation: true,
      minPortsPerVm: 1024,
      maxPortsPerVm: 32768,
      // Dynamic allocation does not go with it.
      enableEndpointIndependentMapping: false,
      logConfig: { enable: true, filter: 'ERRORS_ONLY' },
    });
  }
}

function rangeOf(name: string | undefined, cidr: string): SecondaryRange {
  return name === undefined ? { cidr } : { name };
}
