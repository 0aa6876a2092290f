/** Rules of the Azure provider, as of 4.55.0, that matter to the way in. */
import { number, oneOf, type ProviderRule, type RecordedRules } from '../../helpers/provider-rules.ts';
import type { Block } from '../../helpers/synth.ts';
import { azureRules } from './provider-rules.ts';

const group = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/g';
const profileId = `${group}/providers/Microsoft.Cdn/profiles/abc`;
const groupId = `${profileId}/originGroups/abc`;
const endpointId = `${profileId}/afdEndpoints/abc`;
const linkId = `${group}/providers/Microsoft.Network/privateLinkServices/abc`;
const policyId = `${group}/providers/Microsoft.Network/frontDoorWebApplicationFirewallPolicies/abc`;

const accepted: Readonly<Record<string, Block>> = {
  azurerm_cdn_frontdoor_profile: {
    name: 'abc',
    resource_group_name: 'g',
    sku_name: 'Premium_AzureFrontDoor',
    response_timeout_seconds: 240,
  },
  azurerm_cdn_frontdoor_endpoint: { name: 'abc', cdn_frontdoor_profile_id: profileId },
  azurerm_cdn_frontdoor_origin_group: {
    name: 'abc',
    cdn_frontdoor_profile_id: profileId,
    load_balancing: {},
    health_probe: { protocol: 'Http', interval_in_seconds: 100, request_type: 'GET' },
  },
  azurerm_cdn_frontdoor_origin: {
    name: 'abc',
    cdn_frontdoor_origin_group_id: groupId,
    host_name: '10.0.0.4',
    certificate_name_check_enabled: true,
    private_link: { location: 'eastus2', private_link_target_id: linkId, request_message: 'x' },
  },
  azurerm_cdn_frontdoor_route: {
    name: 'abc',
    cdn_frontdoor_endpoint_id: endpointId,
    cdn_frontdoor_origin_group_id: groupId,
    cdn_frontdoor_origin_ids: [`${groupId}/origins/abc`],
    patterns_to_match: ['/*'],
    supported_protocols: ['Http', 'Https'],
    forwarding_protocol: 'HttpOnly',
  },
  azurerm_cdn_frontdoor_custom_domain: {
    name: 'abc',
    cdn_frontdoor_profile_id: profileId,
    host_name: 'api.acme.example',
    dns_zone_id: `${group}/providers/Microsoft.Network/dnsZones/acme.example`,
    tls: {},
  },
  azurerm_cdn_frontdoor_firewall_policy: {
    name: 'abc',
    resource_group_name: 'g',
    sku_name: 'Premium_AzureFrontDoor',
    mode: 'Detection',
  },
  azurerm_cdn_frontdoor_security_policy: {
    name: 'abc',
    cdn_frontdoor_profile_id: profileId,
    security_policies: {
      firewall: {
        cdn_frontdoor_firewall_policy_id: policyId,
        association: {
          domain: [{ cdn_frontdoor_domain_id: endpointId }],
          patterns_to_match: ['/*'],
        },
      },
    },
  },
};

const profile = {
  type: 'azurerm_cdn_frontdoor_profile',
  file: 'cdn/cdn_frontdoor_profile_resource.go',
} as const;
const originGroup = {
  type: 'azurerm_cdn_frontdoor_origin_group',
  file: 'cdn/cdn_frontdoor_origin_group_resource.go',
} as const;
const origin = {
  type: 'azurerm_cdn_frontdoor_origin',
  file: 'cdn/cdn_frontdoor_origin_resource.go',
} as const;
const route = { type: 'azurerm_cdn_frontdoor_route', file: 'cdn/cdn_frontdoor_route_resource.go' } as const;
const domain = {
  type: 'azurerm_cdn_frontdoor_custom_domain',
  file: 'cdn/cdn_frontdoor_custom_domain_resource.go',
} as const;
const firewall = {
  type: 'azurerm_cdn_frontdoor_firewall_policy',
  file: 'cdn/cdn_frontdoor_firewall_policy_resource.go',
} as const;
const security = {
  type: 'azurerm_cdn_frontdoor_security_policy',
  file: 'cdn/cdn_frontdoor_security_policy_resource.go',
} as const;

const probe = (change: Block) => ({
  health_probe: { protocol: 'Http', interval_in_seconds: 100, ...change },
});
const link = (change: Block) => ({
  private_link: { location: 'eastus2', private_link_target_id: linkId, ...change },
});
const managed = (change: Block) => ({
  managed_rule: [{ type: 'Microsoft_DefaultRuleSet', version: '2.1', action: 'Block', ...change }],
});
const bots = (rule: Block) =>
  managed({
    type: 'Microsoft_BotManagerRuleSet',
    version: '1.1',
    override: [{ rule_group_name: 'UnknownBots', rule: [{ rule_id: 'Bot300300', enabled: true, ...rule }] }],
  });

const rules: readonly ProviderRule[] = [
  oneOf(
    'front_door_tier',
    profile.type,
    profile.file,
    'sku_name',
    ['Premium_AzureFrontDoor', 'Standard_AzureFrontDoor'],
    { sku_name: 'Premium' },
  ),
  number('front_door_timeout', profile.type, profile.file, 'response_timeout_seconds', [16, 240], {
    response_timeout_seconds: 241,
  }),
  {
    id: 'front_door_endpoint_name',
    type: 'azurerm_cdn_frontdoor_endpoint',
    file: 'cdn/validate/front_door_endpoint_name.go',
    check: {
      kind: 'text',
      path: 'name',
      form: /^[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/,
      min: 2,
      max: 46,
    },
    refused: { name: 'a'.repeat(47) },
    says: /must be between 2 and 46 characters/,
  },
  oneOf(
    'front_door_probe',
    originGroup.type,
    originGroup.file,
    'health_probe.protocol',
    ['Http', 'Https'],
    probe({ protocol: 'HTTP' }),
  ),
  oneOf(
    'front_door_probe_method',
    originGroup.type,
    originGroup.file,
    'health_probe.request_type',
    ['GET', 'HEAD'],
    probe({ request_type: 'get' }),
  ),
  number(
    'front_door_probe_interval',
    originGroup.type,
    originGroup.file,
    'health_probe.interval_in_seconds',
    [1, 255],
    probe({ interval_in_seconds: 256 }),
  ),
  number('front_door_port', origin.type, origin.file, 'http_port', [1, 65_535], { http_port: 0 }),
  {
    id: 'front_door_link_words',
    ...origin,
    check: { kind: 'text', path: 'private_link.request_message', form: /^/, min: 1, max: 140 },
    refused: link({ request_message: 'a'.repeat(141) }),
    says: /expected length of .*request_message to be in the range/,
  },
  {
    id: 'front_door_link_target',
    ...origin,
    check: {
      kind: 'text',
      path: 'private_link.private_link_target_id',
      form: /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/.+\/.+$/,
      min: 1,
      max: 500,
    },
    refused: link({ private_link_target_id: 'acme-api' }),
    says: /cannot parse .*private_link_target_id.* as a resource id/,
  },
  oneOf('front_door_route_protocols', route.type, route.file, 'supported_protocols', ['Http', 'Https'], {
    supported_protocols: ['HTTPS'],
  }),
  oneOf(
    'front_door_forwarding',
    route.type,
    route.file,
    'forwarding_protocol',
    ['HttpOnly', 'HttpsOnly', 'MatchRequest'],
    { forwarding_protocol: 'Http' },
  ),
  {
    id: 'front_door_domain_name',
    ...domain,
    file: 'cdn/validate/front_door_custom_domain_name.go',
    check: {
      kind: 'text',
      path: 'name',
      form: /^[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9]$/,
      min: 2,
      max: 260,
    },
    refused: { name: 'api.acme.example' },
    says: /contain only letters, numbers and hyphens/,
  },
  {
    id: 'front_door_zone',
    ...domain,
    check: {
      kind: 'text',
      path: 'dns_zone_id',
      form: /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/dnsZones\/[^/]+$/,
      min: 1,
      max: 500,
    },
    refused: { dns_zone_id: 'acme.example' },
    says: /parsing/,
  },
  oneOf(
    'front_door_certificate',
    domain.type,
    domain.file,
    'tls.certificate_type',
    ['CustomerCertificate', 'ManagedCertificate'],
    { tls: { certificate_type: 'Managed' } },
  ),
  {
    id: 'firewall_name',
    ...firewall,
    file: 'cdn/validate/front_door_firewall_policy_name.go',
    check: { kind: 'text', path: 'name', form: /^[A-Za-z][A-Za-z0-9]*$/, min: 1, max: 128 },
    refused: { name: 'acme-fd' },
    says: /may only contain letters and numbers/,
  },
  oneOf('firewall_mode', firewall.type, firewall.file, 'mode', ['Detection', 'Prevention'], {
    mode: 'detection',
  }),
  oneOf(
    'firewall_action',
    firewall.type,
    firewall.file,
    'managed_rule.action',
    ['Allow', 'Block', 'Log', 'Redirect'],
    managed({ action: 'Detect' }),
  ),
  oneOf(
    'firewall_rule_action',
    firewall.type,
    firewall.file,
    'managed_rule.override.rule.action',
    ['Allow', 'AnomalyScoring', 'Block', 'CAPTCHA', 'JSChallenge', 'Log', 'Redirect'],
    bots({ action: 'Ignore' }),
  ),
  oneOf(
    'firewall_paths',
    security.type,
    security.file,
    'security_policies.firewall.association.patterns_to_match',
    ['/*'],
    {
      security_policies: {
        firewall: {
          cdn_frontdoor_firewall_policy_id: policyId,
          association: {
            domain: [{ cdn_frontdoor_domain_id: endpointId }],
            patterns_to_match: ['/api/*'],
          },
        },
      },
    },
  ),
];

export const frontDoorRules: RecordedRules = { ...azureRules, accepted, rules };
