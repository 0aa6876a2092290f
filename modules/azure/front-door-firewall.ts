import { CdnFrontdoorFirewallPolicy } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-firewall-policy/index.js';
import { CdnFrontdoorSecurityPolicy } from '@cdktf/provider-azurerm/lib/cdn-frontdoor-security-policy/index.js';
import { Construct } from '../core/cdktf.ts';
import type { AzurePlace } from './contracts.ts';
import { frontDoorSku } from './front-door.ts';

export interface FrontDoorFirewallProps extends AzurePlace {
  /** ARM id of the Front Door profile. */
  readonly profileId: string;
  /** ARM ids of all that it stands before: the endpoint and names of one's own. */
  readonly domainIds: readonly string[];
  /** `detection` only logs what `prevention` refuses. A change updates in place. */
  readonly mode: 'detection' | 'prevention';
}

/**
 * The API is called by programs: SDKs, agents and scripts of the users. To the rules these are bots that nobody knows, and the
 * action for the whole set shall not be theirs. Bot300600, addresses with a bad name, is not among them.
 * https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-drs#bot11-300
 */
const programs = {
  ruleGroupName: 'UnknownBots',
  rule: ['Bot300100', 'Bot300200', 'Bot300300', 'Bot300400', 'Bot300500', 'Bot300700'].map((ruleId) => ({
    ruleId,
    enabled: true,
    action: 'Log',
  })),
};

/** Rules of Microsoft against attacks and bots, before everything that Front Door answers. */
export class FrontDoorFirewall extends Construct {
  constructor(scope: Construct, id: string, props: FrontDoorFirewallProps) {
    super(scope, id);
    const policy = new CdnFrontdoorFirewallPolicy(this, 'Resource', {
      // Letters and digits only.
      name: `${props.name.replaceAll('-', '')}fd`,
      resourceGroupName: props.resourceGroup,
      skuName: frontDoorSku,
      enabled: true,
      mode: props.mode === 'prevention' ? 'Prevention' : 'Detection',
      requestBodyCheckEnabled: true,
      // https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-drs
      managedRule: [
        // Its rules only count points; this is what happens from five on.
        { type: 'Microsoft_DefaultRuleSet', version: '2.1', action: 'Block' },
        { type: 'Microsoft_BotManagerRuleSet', version: '1.1', action: 'Block', override: [programs] },
      ],
      tags: { ...props.tags },
    });
    new CdnFrontdoorSecurityPolicy(this, 'everywhere', {
      name: 'firewall',
      cdnFrontdoorProfileId: props.profileId,
      securityPolicies: {
        firewall: {
          cdnFrontdoorFirewallPolicyId: policy.id,
          association: {
            domain: props.domainIds.map((cdnFrontdoorDomainId) => ({ cdnFrontdoorDomainId })),
            patternsToMatch: ['/*'],
          },
        },
      },
    });
  }
}
