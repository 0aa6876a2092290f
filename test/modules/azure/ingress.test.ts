import { describe, expect, it } from 'vitest';
import { privateLinkServiceId, requestMessage } from '../../../modules/azure/front-door.ts';
import { privateEndpointRegion } from '../../../modules/azure/front-door-regions.ts';
import { AzureIngress } from '../../../modules/azure/ingress.ts';
import { Logs } from '../../../modules/azure/logs.ts';
import { azureNames } from '../../../modules/azure/naming.ts';
import { look, render, synth } from '../../helpers/synth.ts';
import { ingressProps, subscription, tenant, zone } from './ingress-props.ts';
import { azureProps } from './workload-props.ts';

const ingress = (change: Parameters<typeof ingressProps>[0] = {}) =>
  look(render((app) => new AzureIngress(app, 'ingress', ingressProps(change))));

const domain = { host: 'api.acme.example' };
const outputs = ({ tree }: ReturnType<typeof ingress>) =>
  Object.fromEntries(
    Object.entries(tree.output ?? {}).map(([id, block]) => [id, (block as { value: unknown }).value]),
  );

describe('Front Door', () => {
  const stack = ingress();

  it('is the tier that knows private links, and waits as long as it can', () => {
    expect(stack.resource('azurerm_cdn_frontdoor_profile.front_door')).toMatchObject({
      name: 'acme-fd',
      resource_group_name: 'acme-bt',
      sku_name: 'Premium_AzureFrontDoor',
      response_timeout_seconds: 240,
    });
  });

  it('reaches the API over a private link whose id nobody has to copy', () => {
    const origin = stack.resource('azurerm_cdn_frontdoor_origin.front_door_origin');
    const id = `/subscriptions/${subscription}/resourceGroups/acme-nodes-0a1b2c/providers/Microsoft.Network/privateLinkServices/acme-api`;
    expect(origin).toMatchObject({
      host_name: '10.175.7.253',
      http_port: 8000,
      // The provider refuses a private link without.
      certificate_name_check_enabled: true,
      private_link: { location: 'eastus2', private_link_target_id: id },
    });
    // Not for a load balancer, says the provider.
    expect(origin.private_link).not.toHaveProperty('target_type');
    // The API hears what it was called by.
    expect(origin).not.toHaveProperty('origin_host_header');
    // The annotation of the service gives it that name.
    expect(id.endsWith(`/${azureProps().api.privateLink?.name}`)).toBe(true);
    expect(id).toBe(
      privateLinkServiceId({ subscription, name: 'acme', nodeResourceGroup: 'acme-nodes-0a1b2c' }),
    );
  });

  it('asks the API itself for its health', () => {
    expect(stack.resource('azurerm_cdn_frontdoor_origin_group.front_door_origin_group')).toMatchObject({
      health_probe: { protocol: 'Http', path: '/', request_type: 'GET', interval_in_seconds: 100 },
      session_affinity_enabled: false,
    });
  });

  it('speaks HTTPS with the world, HTTP within the link, and keeps no answer', () => {
    const route = stack.resource('azurerm_cdn_frontdoor_route.front_door_route');
    expect(route).toMatchObject({
      patterns_to_match: ['/*'],
      supported_protocols: ['Http', 'Https'],
      https_redirect_enabled: true,
      forwarding_protocol: 'HttpOnly',
      link_to_default_domain: true,
    });
    expect(route).not.toHaveProperty('cache');
  });

  it('tells where the API is', () => {
    const host = '${azurerm_cdn_frontdoor_endpoint.front_door_endpoint.host_name}';
    expect(outputs(stack)).toEqual({
      release: '2.12.0',
      api_url: `https://${host}`,
      front_door_host: host,
    });
  });

  it('marks everything that can carry a tag, and a tag of the same name loses', () => {
    const { tree } = ingress({ tags: { team: 'ai', 'braintrust-deployment': 'other' } });
    const tagged = Object.values(tree.resource ?? {})
      .flatMap((byName) => Object.values(byName as Record<string, { tags?: unknown }>))
      .flatMap(({ tags }) => tags ?? []);
    expect(tagged).toHaveLength(3);
    for (const tags of tagged) expect(tags).toEqual({ team: 'ai', 'braintrust-deployment': 'acme' });
  });

  it('reads nothing, and one provider makes all', () => {
    expect(stack.tree).not.toHaveProperty('data');
    expect(stack.tree.provider?.azurerm).toMatchObject([
      { subscription_id: subscription, tenant_id: tenant, resource_provider_registrations: 'none' },
    ]);
    expect(Object.keys(stack.tree.terraform?.required_providers ?? {})).toEqual(['azurerm']);
  });
});

describe('its private endpoint', () => {
  it.each([
    ['eastus2', 'eastus2'],
    ['westus2', 'westus3'],
    ['southeastasia', 'eastasia'],
    ['nowhere', 'nowhere'],
  ])('of a load balancer in %s is in %s', (region, expected) => {
    expect(privateEndpointRegion(region)).toBe(expected);
    const { resource } = ingress({ region });
    expect(resource('azurerm_cdn_frontdoor_origin.front_door_origin')).toMatchObject({
      private_link: { location: expected },
    });
  });

  it('never goes to a region that has to go elsewhere itself', () => {
    for (const region of ['westus', 'uaenorth', 'switzerlandnorth', 'canadaeast', 'polandcentral']) {
      const first = privateEndpointRegion(region);
      expect(first).not.toBe(region);
      expect(privateEndpointRegion(first)).toBe(first);
    }
  });

  it('asks with words that the provider takes, whatever the name', () => {
    expect(requestMessage('a'.repeat(18)).length).toBeLessThanOrEqual(140);
    expect(requestMessage('acme')).toContain('acme');
  });
});

describe('the firewall', () => {
  it.each([
    ['detection', 'Detection'],
    ['prevention', 'Prevention'],
  ] as const)('%s', (firewall, mode) => {
    const stack = ingress({ firewall });
    expect(stack.resource('azurerm_cdn_frontdoor_firewall_policy.firewall')).toMatchObject({
      mode,
      sku_name: 'Premium_AzureFrontDoor',
      managed_rule: [
        { type: 'Microsoft_DefaultRuleSet', version: '2.1', action: 'Block' },
        { type: 'Microsoft_BotManagerRuleSet', version: '1.1', action: 'Block' },
      ],
    });
  });

  it('lets the programs of the users in, which are bots to it', () => {
    const { managed_rule: rules } = ingress({ firewall: 'prevention' }).resource(
      'azurerm_cdn_frontdoor_firewall_policy.firewall',
    ) as { managed_rule: { override?: { rule_group_name: string; rule: object[] }[] }[] };
    const overrides = rules.flatMap(({ override = [] }) => override);
    expect(overrides.map((each) => each.rule_group_name)).toEqual(['UnknownBots']);
    // HTTP clients and SDKs.
    expect(overrides[0]?.rule).toContainEqual({ rule_id: 'Bot300300', enabled: true, action: 'Log' });
    // One that is not enabled by name is off.
    for (const rule of overrides[0]?.rule ?? []) expect(rule).toMatchObject({ enabled: true, action: 'Log' });
  });

  it('stands before every name', () => {
    const policy = ingress({ domain }).resource('azurerm_cdn_frontdoor_security_policy.firewall_everywhere');
    expect(policy).toMatchObject({
      security_policies: {
        firewall: {
          association: {
            patterns_to_match: ['/*'],
            domain: [
              {
                cdn_frontdoor_domain_id: '${azurerm_cdn_frontdoor_endpoint.front_door_endpoint.id}',
              },
              { cdn_frontdoor_domain_id: '${azurerm_cdn_frontdoor_custom_domain.domain.id}' },
            ],
          },
        },
      },
    });
  });

  it('has a name that Azure takes, also of a deployment with dashes', () => {
    const { resource } = ingress({ name: 'a--b-c' });
    expect(resource('azurerm_cdn_frontdoor_firewall_policy.firewall').name).toMatch(/^[a-z][a-z0-9]{0,127}$/);
  });

  it('can be off', () => {
    expect(ingress({ firewall: 'off' }).addresses.filter((each) => /firewall|security/.test(each))).toEqual(
      [],
    );
  });
});

describe('logs', () => {
  it('of the firewall and of failed health probes go where those of the infrastructure go', () => {
    const { resource } = ingress();
    expect(resource('azurerm_monitor_diagnostic_setting.logs')).toMatchObject({
      target_resource_id: '${azurerm_cdn_frontdoor_profile.front_door.id}',
      log_analytics_workspace_id: `/subscriptions/${subscription}/resourceGroups/acme-bt/providers/Microsoft.OperationalInsights/workspaces/acme-logs`,
      enabled_log: [
        { category: 'FrontDoorWebApplicationFirewallLog' },
        { category: 'FrontDoorHealthProbeLog' },
      ],
    });
  });

  it('find the workspace by the name that the infrastructure gives it', () => {
    const { resource } = synth((stack) => {
      new Logs(stack, 'logs', {
        name: 'acme',
        subscription,
        region: 'eastus2',
        resourceGroup: 'acme-bt',
        tags: {},
      });
    });
    expect(resource('azurerm_log_analytics_workspace.logs').name).toBe('acme-logs');
  });
});

describe('a name of its own', () => {
  const byHand = ingress({ domain });
  const inZone = (id: string, host = domain.host) => ingress({ domain: { host, dnsZoneId: id } });

  it('has a certificate that Azure renews, and is answered by the same route', () => {
    expect(byHand.resource('azurerm_cdn_frontdoor_custom_domain.domain')).toMatchObject({
      name: 'api-acme-example',
      host_name: 'api.acme.example',
      tls: { certificate_type: 'ManagedCertificate' },
    });
    const id = '${azurerm_cdn_frontdoor_custom_domain.domain.id}';
    expect(byHand.resource('azurerm_cdn_frontdoor_route.front_door_route')).toMatchObject({
      cdn_frontdoor_custom_domain_ids: [id],
    });
    expect(byHand.resource('azurerm_cdn_frontdoor_custom_domain_association.domain_route')).toMatchObject({
      cdn_frontdoor_custom_domain_id: id,
      cdn_frontdoor_route_ids: ['${azurerm_cdn_frontdoor_route.front_door_route.id}'],
    });
  });

  it('names the records where they are made by hand', () => {
    const host = '${azurerm_cdn_frontdoor_endpoint.front_door_endpoint.host_name}';
    expect(outputs(byHand)).toMatchObject({
      api_url: 'https://api.acme.example',
      front_door_host: host,
      validation_record:
        '_dnsauth.api.acme.example TXT ${azurerm_cdn_frontdoor_custom_domain.domain.validation_token}',
      domain_target: host,
    });
    expect(byHand.addresses.filter((each) => each.includes('dns_'))).toEqual([]);
  });

  it('makes the records in a zone of the subscription', () => {
    const stack = inZone(zone('acme.example'));
    const common = { zone_name: 'acme.example', resource_group_name: 'dns' };
    expect(stack.resource('azurerm_dns_txt_record.domain_validation')).toMatchObject({
      ...common,
      name: '_dnsauth.api',
      record: [{ value: '${azurerm_cdn_frontdoor_custom_domain.domain.validation_token}' }],
    });
    expect(stack.resource('azurerm_dns_cname_record.domain_record')).toMatchObject({
      ...common,
      name: 'api',
      record: '${azurerm_cdn_frontdoor_endpoint.front_door_endpoint.host_name}',
    });
    expect(stack.resource('azurerm_dns_cname_record.domain_record')).not.toHaveProperty('provider');
    expect(outputs(stack)).not.toHaveProperty('validation_record');
    expect(outputs(stack)).not.toHaveProperty('domain_target');
  });

  it('makes them in a zone of another subscription as well, with the rights of the same person', () => {
    const other = '33333333-3333-4333-8333-333333333333';
    const stack = inZone(zone('acme.example', other), 'api.eu.acme.example');
    expect(stack.resource('azurerm_dns_txt_record.domain_validation')).toMatchObject({
      name: '_dnsauth.api.eu',
      provider: 'azurerm.zone',
    });
    expect(stack.resource('azurerm_cdn_frontdoor_profile.front_door')).not.toHaveProperty('provider');
    expect(stack.tree.provider?.azurerm).toMatchObject([
      { subscription_id: subscription },
      { alias: 'zone', subscription_id: other, tenant_id: tenant, resource_provider_registrations: 'none' },
    ]);
  });

  it.each([
    ['another zone', zone('other.example'), /not within/],
    ["the zone's own name", zone('api.acme.example'), /not within/],
    ['a zone whose end looks alike', zone('me.example'), /not within/],
    ['no zone', '/subscriptions/x/resourceGroups/y', /not the id of a DNS zone/],
  ])('%s is a defect of ours', (_, id, message) => {
    expect(() => inZone(id)).toThrow(message);
  });
});

it('names are those that the others know', () => {
  const names = azureNames(subscription, 'acme');
  const { resource } = ingress();
  expect(resource('azurerm_cdn_frontdoor_profile.front_door').name).toBe(names.frontDoor);
  expect(resource('azurerm_cdn_frontdoor_endpoint.front_door_endpoint').name).toBe(names.frontDoorEndpoint);
});

it('the same bytes each time', () => {
  const json = () => ingress({ domain: { ...domain, dnsZoneId: zone('acme.example') } }).json;
  expect(json()).toBe(json());
});
