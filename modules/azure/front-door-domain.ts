import { CdnFrontdoorCustomDomain } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-custom-domain/index.js';
import { CdnFrontdoorCustomDomainAssociation } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-custom-domain-association/index.js';
import { DnsCnameRecord } from '@cdktf/provider-azurerm/lib/dns-cname-record/index.js';
import { DnsTxtRecord } from '@cdktf/provider-azurerm/lib/dns-txt-record/index.js';
import { AzurermProvider } from '@cdktf/provider-azurerm/lib/provider/index.js';
import { Construct } from '../core/cdktf.ts';
import { ConstructError } from '../core/errors.ts';
import type { AzurePlace } from './contracts.ts';

export interface FrontDoorDomainProps extends Pick<AzurePlace, 'subscription' | 'tags'> {
  /** Id of the Entra tenant. */
  readonly tenant: string;
  /** ARM id of the Front Door profile. */
  readonly profileId: string;
  /** Host of the Front Door endpoint, which the name points to. */
  readonly target: string;
  /** Such as `api.acme.example`. A change makes a new certificate. */
  readonly host: string;
  /** ARM id of the DNS zone that it is in. Default: - records are made by hand, as the outputs say. */
  readonly dnsZoneId?: string;
}

/** Seconds. Short, because the records follow the Front Door that they point to. */
const ttl = 300;

/** A name of one's own for the API, with a certificate that Azure makes and renews. */
export class FrontDoorDomain extends Construct {
  /** ARM id. */
  readonly id: string;
  /** `<name> TXT <value>`: proves that the name is ours; the certificate waits for it. */
  readonly validationRecord: string;

  constructor(scope: Construct, id: string, props: FrontDoorDomainProps) {
    super(scope, id);
    const { host, dnsZoneId } = props;
    const domain = new CdnFrontdoorCustomDomain(this, 'Resource', {
      name: host.replaceAll('.', '-'),
      cdnFrontdoorProfileId: props.profileId,
      hostName: host,
      // TLS 1.2 at least, which is the default; to say so makes the provider warn of 1.0 in every plan.
      tls: { certificateType: 'ManagedCertificate' },
      ...(dnsZoneId !== undefined && { dnsZoneId }),
    });
    this.id = domain.id;
    this.validationRecord = `_dnsauth.${host} TXT ${domain.validationToken}`;
    if (dnsZoneId !== undefined) this.makeRecords(props, dnsZoneId, domain.validationToken);
  }

  /** Lets the domain go before the route that answers for it, and not the other way round. */
  routedBy(routeId: string): void {
    new CdnFrontdoorCustomDomainAssociation(this, 'route', {
      cdnFrontdoorCustomDomainId: this.id,
      cdnFrontdoorRouteIds: [routeId],
    });
  }

  private makeRecords(props: FrontDoorDomainProps, dnsZoneId: string, token: string): void {
    const zone = zoneOf(dnsZoneId);
    const name = nameWithin(props.host, zone.name);
    const common = {
      zoneName: zone.name,
      resourceGroupName: zone.resourceGroup,
      ttl,
      tags: { ...props.tags },
      ...(zone.subscription !== props.subscription && { provider: this.otherSubscription(zone, props) }),
    };
    new DnsTxtRecord(this, 'validation', {
      ...common,
      name: `_dnsauth.${name}`,
      record: [{ value: token }],
    });
    new DnsCnameRecord(this, 'record', { ...common, name, record: props.target });
  }

  /** A record is made in the subscription of its provider. */
  private otherSubscription({ subscription }: Zone, { tenant }: FrontDoorDomainProps): AzurermProvider {
    return new AzurermProvider(this, 'zone', {
      alias: 'zone',
      subscriptionId: subscription,
      tenantId: tenant,
      resourceProviderRegistrations: 'none',
      features: [{}],
    });
  }
}

interface Zone {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly name: string;
}

function zoneOf(id: string): Zone {
  const found = /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/.+\/dnsZones\/([^/]+)$/i.exec(id);
  const [, subscription, resourceGroup, name] = found ?? [];
  if (subscription === undefined || resourceGroup === undefined || name === undefined) {
    throw new ConstructError('dnsZoneId', `is not the id of a DNS zone: ${id}`);
  }
  return { subscription, resourceGroup, name };
}

/** `api` of `api.acme.example` in `acme.example`. A zone's own name takes no CNAME record. */
function nameWithin(host: string, zone: string): string {
  const ending = `.${zone.toLowerCase()}`;
  if (!host.toLowerCase().endsWith(ending)) {
    throw new ConstructError('dnsZoneId', `is the zone ${zone}, and ${host} is not within it`);
  }
  return host.slice(0, -ending.length);
}
