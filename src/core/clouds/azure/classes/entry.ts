/** The way in. */
import { leaves, switchedOff } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { interrupts } from '../../../plan/classify/rows.ts';
import { door, doorWaf, entry, exposure, learn } from './rows.ts';

export const entryClasses: ResourceClasses = {
  azurerm_cdn_frontdoor_profile: { noun: 'Front Door', replaced: entry, destroyed: entry },
  azurerm_cdn_frontdoor_endpoint: {
    noun: 'address of the API',
    replaced: interrupts('the API gets another address, and is not reached for up to half an hour', door),
    destroyed: entry,
    rows: [
      {
        path: 'enabled',
        when: switchedOff,
        kind: 'downtime',
        severity: 'attention',
        consequence: 'the API is no longer reached from outside',
        source: door,
      },
    ],
  },
  azurerm_cdn_frontdoor_origin_group: {
    noun: 'way from Front Door to the API',
    replaced: entry,
    destroyed: entry,
  },
  azurerm_cdn_frontdoor_origin: {
    noun: 'way from Front Door to the API',
    replaced: interrupts(
      'the connection has to be approved again, and the API is not reached meanwhile: up to half an hour',
      `${learn}/frontdoor/private-link`,
    ),
    destroyed: entry,
  },
  azurerm_cdn_frontdoor_route: { noun: 'route of Front Door', replaced: entry, destroyed: entry },
  azurerm_cdn_frontdoor_custom_domain: { noun: 'name of the API', replaced: entry, destroyed: entry },
  azurerm_cdn_frontdoor_custom_domain_association: {
    noun: 'name of the API',
    replaced: entry,
    destroyed: entry,
  },
  azurerm_cdn_frontdoor_firewall_policy: {
    noun: 'firewall of the API',
    destroyed: {
      kind: 'exposure',
      severity: 'attention',
      consequence: 'no firewall stands before the API',
      source: doorWaf,
    },
    rows: [
      exposure('mode', leaves('Prevention'), 'the firewall only tells of attacks and stops none', doorWaf),
      exposure(
        'enabled',
        (before, after) => before === true && after !== true,
        'the firewall stops nothing',
        doorWaf,
      ),
    ],
  },
  azurerm_cdn_frontdoor_security_policy: {
    noun: 'firewall of the API',
    replaced: {
      kind: 'exposure',
      severity: 'notice',
      consequence: 'no firewall stands before the API for some minutes',
      source: doorWaf,
    },
    destroyed: {
      kind: 'exposure',
      severity: 'attention',
      consequence: 'no firewall stands before the API',
      source: doorWaf,
    },
  },
  azurerm_dns_cname_record: { noun: 'record of a name', replaced: entry, destroyed: entry },
  azurerm_dns_txt_record: {
    noun: 'proof of a name',
    destroyed: interrupts(
      'the certificate of the name cannot be renewed',
      `${learn}/frontdoor/standard-premium/how-to-add-custom-domain`,
    ),
  },
};
