import { CdnFrontdoorEndpoint } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-endpoint/index.js';
import { CdnFrontdoorOrigin } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-origin/index.js';
import { CdnFrontdoorOriginGroup } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-origin-group/index.js';
import { CdnFrontdoorProfile } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-profile/index.js';
import { CdnFrontdoorRoute } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-route/index.js';
import { Construct } from '../core/cdktf.ts';
import type { AzurePlace } from './contracts.ts';
import { privateEndpointRegion } from './front-door-regions.ts';
import { azureNames } from './naming.ts';

export interface FrontDoorProps extends AzurePlace {
  /** Resource group in which the cluster makes the Private Link Service. A change asks for a new connection. */
  readonly nodeResourceGroup: string;
  readonly origin: {
    /** Address of the API's load balancer. A change updates in place. */
    readonly address: string;
    /** Port that it listens on; plain HTTP. */
    readonly port: number;
  };
}

/** Only this one reaches origins by private links. */
export const frontDoorSku = 'Premium_AzureFrontDoor';

/** Front Door with the API behind it, over a private link: nothing of the API is public but this. */
export class FrontDoor extends Construct {
  /** ARM id of the profile. */
  readonly id: string;
  readonly endpointId: string;
  /** `….azurefd.net`, which Azure chooses. */
  readonly host: string;
  private readonly originGroupId: string;
  private readonly originId: string;

  constructor(scope: Construct, id: string, props: FrontDoorProps) {
    super(scope, id);
    const names = azureNames(props.subscription, props.name);
    const profile = new CdnFrontdoorProfile(this, 'Resource', {
      name: names.frontDoor,
      resourceGroupName: props.resourceGroup,
      skuName: frontDoorSku,
      // The most there is: models think for minutes before they answer.
      responseTimeoutSeconds: 240,
      tags: { ...props.tags },
    });
    const endpoint = new CdnFrontdoorEndpoint(this, 'endpoint', {
      name: names.frontDoorEndpoint,
      cdnFrontdoorProfileId: profile.id,
      tags: { ...props.tags },
    });
    const group = new CdnFrontdoorOriginGroup(this, 'origin_group', {
      name: 'api',
      cdnFrontdoorProfileId: profile.id,
      // Any pod answers for any other.
      sessionAffinityEnabled: false,
      loadBalancing: { sampleSize: 4, successfulSamplesRequired: 3, additionalLatencyInMilliseconds: 50 },
      // Each place of Front Door asks, so a hundred seconds are several questions a second.
      healthProbe: { protocol: 'Http', path: '/', requestType: 'GET', intervalInSeconds: 100 },
    });
    const origin = new CdnFrontdoorOrigin(this, 'origin', {
      name: 'api',
      cdnFrontdoorOriginGroupId: group.id,
      enabled: true,
      hostName: props.origin.address,
      httpPort: props.origin.port,
      // Nothing is asked over TLS; the provider refuses a private link without it.
      certificateNameCheckEnabled: true,
      privateLink: {
        location: privateEndpointRegion(props.region),
        privateLinkTargetId: privateLinkServiceId(props),
        requestMessage: requestMessage(props.name),
      },
    });
    this.id = profile.id;
    this.endpointId = endpoint.id;
    this.host = endpoint.hostName;
    this.originGroupId = group.id;
    this.originId = origin.id;
  }

  /** Sends everything to the API, also what is called by `domainIds`. */
  route(domainIds: readonly string[]): string {
    return new CdnFrontdoorRoute(this, 'route', {
      name: 'api',
      cdnFrontdoorEndpointId: this.endpointId,
      cdnFrontdoorOriginGroupId: this.originGroupId,
      cdnFrontdoorOriginIds: [this.originId],
      cdnFrontdoorCustomDomainIds: [...domainIds],
      patternsToMatch: ['/*'],
      // HTTP too, to be sent to HTTPS.
      supportedProtocols: ['Http', 'Https'],
      httpsRedirectEnabled: true,
      // Inside the private link.
      forwardingProtocol: 'HttpOnly',
      // Also with a name of one's own: whose certificate takes its time.
      linkToDefaultDomain: true,
      // No `cache`: answers are for one person.
    }).id;
  }
}

/** Tells the one who approves the connection whose it is. At most 140 characters. */
export function requestMessage(name: string): string {
  return `Front Door of the Braintrust data plane ${name}`;
}

/** Id of what the cluster makes for the API's load balancer; known before it is there. */
export function privateLinkServiceId(props: {
  readonly subscription: string;
  readonly name: string;
  readonly nodeResourceGroup: string;
}): string {
  const { privateLinkService } = azureNames(props.subscription, props.name);
  return `/subscriptions/${props.subscription}/resourceGroups/${props.nodeResourceGroup}/providers/Microsoft.Network/privateLinkServices/${privateLinkService}`;
}
