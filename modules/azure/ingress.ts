/** The way in from the internet as one stack: Front Door before the load balancer that the cluster has made. */
import type { App } from '../core/cdktf.ts';
import { DataPlaneStack, type DataPlaneStackProps } from '../core/data-plane-stack.ts';
import { tellOutputs } from '../core/outputs.ts';
import { apiPort } from '../kubernetes/values/names.ts';
import { FrontDoor } from './front-door.ts';
import { FrontDoorDomain } from './front-door-domain.ts';
import { FrontDoorFirewall } from './front-door-firewall.ts';
import { FrontDoorLogs } from './front-door-logs.ts';
import { Azure, allTags } from './provider.ts';

export interface AzureIngressProps extends DataPlaneStackProps {
  /** Name of the deployment. A change replaces everything. */
  readonly name: string;
  /** Id of the subscription. A change replaces everything. */
  readonly subscription: string;
  /** Id of the Entra tenant. */
  readonly tenant: string;
  /** Region of the load balancer, such as `eastus2`. */
  readonly region: string;
  /** Version that is deployed, such as `2.12.0`; an output. */
  readonly release: string;
  /** Name of the resource group, which is there already. A change replaces everything. */
  readonly resourceGroup: string;
  /** Name of the resource group of nodes, load balancer and Private Link Service. */
  readonly nodeResourceGroup: string;
  /** Range of provider versions, such as `>= 4.55.0, < 5.0.0`. */
  readonly providerVersions: { readonly azurerm: string };
  /** On everything that can carry a tag, beside our own `braintrust-deployment`. A change updates in place. */
  readonly tags: Readonly<Record<string, string>>;
  /** `address` is that of the API's load balancer. */
  readonly origin: { readonly address: string };
  /** Web application firewall; `detection` only logs what `prevention` refuses. A change updates in place. */
  readonly firewall: 'off' | 'detection' | 'prevention';
  /** A name of one's own. Default: - that of Front Door. */
  readonly domain?: {
    /** Such as `api.acme.example`. */
    readonly host: string;
    /** ARM id of the DNS zone that it is in. Default: - records are made by hand, as the outputs say. */
    readonly dnsZoneId?: string;
  };
}

export class AzureIngress extends DataPlaneStack {
  constructor(app: App, id: string, props: AzureIngressProps) {
    super(app, id, props);
    const { firewall, origin } = props;
    new Azure(this, 'azure', props);
    const place = { ...props, tags: allTags(props) };
    const entry = new FrontDoor(this, 'front_door', { ...place, origin: { ...origin, port: apiPort } });
    const domain =
      props.domain &&
      new FrontDoorDomain(this, 'domain', {
        ...place,
        ...props.domain,
        profileId: entry.id,
        target: entry.host,
      });
    const domainIds = domain === undefined ? [] : [domain.id];
    const routeId = entry.route(domainIds);
    domain?.routedBy(routeId);
    if (firewall !== 'off') {
      new FrontDoorFirewall(this, 'firewall', {
        ...place,
        profileId: entry.id,
        domainIds: [entry.endpointId, ...domainIds],
        mode: firewall,
      });
    }
    new FrontDoorLogs(this, 'logs', { ...place, profileId: entry.id });
    const byHand = props.domain?.dnsZoneId === undefined ? domain : undefined;
    tellOutputs(this, {
      release: ['Version of the data plane', props.release],
      api_url: ['What the Braintrust UI and SDKs are told', `https://${props.domain?.host ?? entry.host}`],
      front_door_host: [
        'Host of Front Door, which answers before the certificate of another name is there',
        entry.host,
      ],
      validation_record: [
        'Record that proves the host name is yours; the certificate waits for it',
        byHand?.validationRecord,
      ],
      domain_target: ['Target of the CNAME record of the host name', byHand && entry.host],
    });
  }
}
