import { ComputeGlobalAddress } from '@cdktf/provider-google/lib/compute-global-address/index.js';
import { ServiceNetworkingConnection } from '@cdktf/provider-google/lib/service-networking-connection/index.js';
import { Construct, type ITerraformDependable } from '../core/cdktf.ts';

export interface PrivateServiceAccessProps {
  /** Name of the deployment. */
  readonly name: string;
  /** `projects/P/global/networks/N`. */
  readonly networkId: string;
  /** Range for Google's side. A change replaces database and cache. */
  readonly cidr: string;
}

/** The peering with the network in which Google runs database and cache. */
export class PrivateServiceAccess extends Construct {
  /** Cloud SQL and Memorystore refuse a network without the peering, and name only the network: they wait for this. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PrivateServiceAccessProps) {
    super(scope, id);
    const [address = '', prefix = ''] = props.cidr.split('/');
    // Where the network is shared, the range belongs to the project that shares it.
    const shared = /^projects\/([^/]+)\/global\/networks\//.exec(props.networkId)?.[1];
    const range = new ComputeGlobalAddress(this, 'range', {
      ...(shared === undefined ? {} : { project: shared }),
      name: `${props.name}-private-services`,
      description: 'Range in which Google runs database and cache of the data plane',
      purpose: 'VPC_PEERING',
      addressType: 'INTERNAL',
      address,
      prefixLength: Number(prefix),
      network: props.networkId,
    });
    this.ready = [
      new ServiceNetworkingConnection(this, 'Resource', {
        network: props.networkId,
        service: 'servicenetworking.googleapis.com',
        reservedPeeringRanges: [range.name],
        // Google holds the peering for days after the last instance has gone, and refuses to delete it meanwhile.
        // https://github.com/hashicorp/terraform-provider-google/issues/19908
        deletionPolicy: 'ABANDON',
      }),
    ];
  }
}
