import { PrivateDnsZone } from '@cdktf/provider-azurerm/lib/private-dns-zone/index.js';
import { PrivateDnsZoneVirtualNetworkLink } from '@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link/index.js';
import { PrivateEndpoint as AzurermPrivateEndpoint } from '@cdktf/provider-azurerm/lib/private-endpoint/index.js';
import { Construct, type ITerraformDependable } from '../core/cdktf.ts';
import type { AzurePlace, IAzureEndpoints } from './contracts.ts';
import type { PrivateService } from './props.ts';

export interface PrivateEndpointProps extends AzurePlace {
  readonly service: PrivateService;
  /** ARM id of what is reached. A change replaces the endpoint. */
  readonly targetId: string;
  readonly endpoints: IAzureEndpoints;
}

/**
 * What Azure calls the part that is reached, and the zone in which its name becomes the endpoint's address. Names that are
 * made up shadow others. https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
const services = {
  postgres: { part: 'postgresqlServer', zone: 'privatelink.postgres.database.azure.com' },
  redis: { part: 'redisEnterprise', zone: 'privatelink.redis.azure.net' },
  blob: { part: 'blob', zone: 'privatelink.blob.core.windows.net' },
  vault: { part: 'vault', zone: 'privatelink.vaultcore.azure.net' },
} as const satisfies Readonly<Record<PrivateService, { readonly part: string; readonly zone: string }>>;

/** A way from the network to one service of Azure's, and the name by which it is found there. */
export class PrivateEndpoint extends Construct {
  /** The service is reached by its name once these are there. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PrivateEndpointProps) {
    super(scope, id);
    const { name, region, resourceGroup, service, endpoints } = props;
    const given = endpoints.zones[service];
    const zone = given === undefined ? this.makeZone(props) : { id: given, links: [] };
    const connection = `${name}-${service}`;
    const endpoint = new AzurermPrivateEndpoint(this, 'Resource', {
      name: connection,
      location: region,
      resourceGroupName: resourceGroup,
      subnetId: endpoints.network.endpointsSubnetId,
      customNetworkInterfaceName: `${connection}-nic`,
      privateServiceConnection: {
        name: connection,
        isManualConnection: false,
        privateConnectionResourceId: props.targetId,
        subresourceNames: [services[service].part],
      },
      privateDnsZoneGroup: { name: 'default', privateDnsZoneIds: [zone.id] },
      tags: { ...props.tags },
    });
    this.ready = [endpoint, ...zone.links];
  }

  private makeZone(props: PrivateEndpointProps): { id: string; links: readonly ITerraformDependable[] } {
    const { name, resourceGroup, service, endpoints } = props;
    const common = { resourceGroupName: resourceGroup, tags: { ...props.tags } };
    const zone = new PrivateDnsZone(this, 'zone', { ...common, name: services[service].zone });
    const link = new PrivateDnsZoneVirtualNetworkLink(this, 'zone_link', {
      ...common,
      name: `${name}-${service}`,
      privateDnsZoneName: zone.name,
      virtualNetworkId: endpoints.network.id,
      registrationEnabled: false,
    });
    return { id: zone.id, links: [link] };
  }
}
