/** The public entry, and what is reached from outside. */
import type { Rule } from '../../../rules/rule.ts';

const customDomain: Rule = {
  id: 'api/custom-domain',
  states: 'A host name of the API has an entry to be the name of.',
  check: ({ config }) => {
    const { customDomain: domain, frontDoor } = config.api;
    if (domain === undefined || frontDoor?.enabled) return [];
    const path = 'api.frontDoor.enabled';
    return [
      {
        rule: customDomain.id,
        severity: 'error',
        message: `${domain.name} is to be the name of a public entry, and there is none: Front Door is off`,
        path: 'api.customDomain',
        required: 'Front Door, or no host name',
        found: domain.name,
        fix: {
          text: `set ${path}: true, or remove api.customDomain`,
          set: [{ path, value: true }],
        },
        source: 'https://learn.microsoft.com/azure/frontdoor/domain',
      },
    ];
  },
};

/** https://learn.microsoft.com/azure/frontdoor/front-door-custom-domain */
const punycode = /(^|\.)xn--/;
/** Hosts of Azure's own services: nobody can make the records that Front Door asks for. */
const ofAzure = /\.(azurefd\.net|azureedge\.net|azurewebsites\.net|cloudapp\.azure\.com|windows\.net)$/;

const domainName: Rule = {
  id: 'api/custom-domain-name',
  states: 'The host name of the API is one that Front Door takes.',
  check: ({ config }) => {
    const found = config.api.customDomain?.name;
    if (found === undefined) return [];
    const why = punycode.test(found)
      ? 'Front Door takes no name with letters beyond ASCII, such as one that begins with xn--'
      : ofAzure.test(found)
        ? "it is of Azure's own, and has no records of yours"
        : undefined;
    if (why === undefined) return [];
    return [
      {
        rule: domainName.id,
        severity: 'error',
        message: `${found} cannot be the host name of the API: ${why}`,
        path: 'api.customDomain.name',
        required: 'a name of your own domain, in ASCII',
        found,
        fix: { text: 'choose another name, or remove api.customDomain' },
        source: 'https://learn.microsoft.com/azure/frontdoor/front-door-custom-domain',
      },
    ];
  },
};

const domainZone: Rule = {
  id: 'api/custom-domain-zone',
  states: 'The host name of the API lies within the DNS zone that its records are made in.',
  check: ({ config }) => {
    const { name, dnsZoneId } = config.api.customDomain ?? {};
    const zone = dnsZoneId?.split('/').at(-1)?.toLowerCase();
    if (name === undefined || zone === undefined || name.endsWith(`.${zone}`)) return [];
    const same = name === zone;
    return [
      {
        rule: domainZone.id,
        severity: 'error',
        message: same
          ? `${name} is the zone itself, which can have no CNAME record`
          : `${name} does not lie in the zone ${zone}`,
        path: same ? 'api.customDomain.name' : 'api.customDomain.dnsZoneId',
        required: same ? `a name within ${zone}, such as api.${zone}` : `a zone that ${name} lies in`,
        found: same ? name : zone,
        fix: { text: same ? `choose a name such as api.${zone}` : 'name the zone that holds the host name' },
        source: 'https://learn.microsoft.com/azure/frontdoor/apex-domain',
      },
    ];
  },
};

const privateStorage: Rule = {
  id: 'storage/private-attachments',
  states: 'Browsers that reach the API reach the storage, too.',
  check: ({ config }) => {
    const open = config.storage.publicNetworkAccess !== false;
    const ranges = config.cluster?.authorizedRanges ?? [];
    if (!config.api.frontDoor?.enabled || (open && ranges.length === 0)) return [];
    const reach = open
      ? 'from inside the network and from cluster.authorizedRanges'
      : 'from inside the network';
    return [
      {
        rule: privateStorage.id,
        severity: 'info',
        message: `the API is reached from the internet, the storage ${reach} alone: browsers elsewhere cannot load or add attachments`,
        path: 'storage.publicNetworkAccess',
        found: String(open),
        source: 'https://learn.microsoft.com/azure/storage/common/storage-network-security',
      },
    ];
  },
};

export const entryRules: readonly Rule[] = [customDomain, domainName, domainZone, privateStorage];
