/** Names, ids and tags that Azure would refuse. */
import { formatPath } from '../../../config/path.ts';
import type { Config } from '../../../config/schema.ts';
import type { Breach } from '../../../findings/finding.ts';
import type { Rule } from '../../../rules/rule.ts';

/** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-reserved-resource-name */
const reservedWords = ['microsoft', 'windows'];
const reservedBeginning = 'login';

const reservedName: Rule = {
  id: 'config/name-azure',
  states: 'The name has none of the words that Azure keeps to itself.',
  check: ({ config }) => {
    const { name } = config;
    // The storage account is named without dashes.
    const word = reservedWords.find((reserved) => name.replaceAll('-', '').includes(reserved));
    const begins = name.startsWith(reservedBeginning);
    if (word === undefined && !begins) return [];
    const rule = begins ? `begins with ${reservedBeginning}` : `has ${word} in it`;
    return [
      {
        rule: reservedName.id,
        severity: 'error',
        message: `database, cache and storage are named after the deployment, and Azure refuses a name that ${rule}`,
        path: 'name',
        required: `no ${reservedWords.join(', no ')}, no beginning with ${reservedBeginning}`,
        found: name,
        fix: { text: 'choose another name' },
        source:
          'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-reserved-resource-name',
      },
    ];
  },
};

const accountIds: Rule = {
  id: 'config/account-ids',
  states: 'Subscription and tenant are not the same id.',
  check: ({ config }) => {
    const { subscription, tenant } = config.account;
    if (subscription === undefined || subscription !== tenant) return [];
    return [
      {
        rule: accountIds.id,
        severity: 'error',
        message: `account.tenant is the id of the subscription, ${subscription}; a tenant has one of its own`,
        path: 'account.tenant',
        found: tenant,
        fix: { text: 'write what this prints: az account show --query tenantId' },
        source: 'https://learn.microsoft.com/entra/fundamentals/how-to-find-tenant',
      },
    ];
  },
};

const tagSource = 'https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources';
/** What all resources take, and what private DNS zones and Front Door take: same source. */
const most = { everywhere: 50, some: 15 } as const;
/** `braintrust-deployment`. */
const ownTags = 1;
const reservedTags = ['braintrust-deployment'];
const reservedPrefixes = ['azure', 'microsoft', 'windows'];

/** What every resource takes, and what private DNS zones and Front Door take: same source. */
const keys = { everywhere: /^[^<>%&\\?/]+$/, some: /^[A-Za-z][A-Za-z0-9._-]*$/ } as const;

const tags: Rule = {
  id: 'config/tags',
  states: 'Tags are such as Azure takes.',
  check: ({ config }) => {
    const names = Object.keys(config.tags);
    const kind = makesParticular(config) ? 'some' : 'everywhere';
    const each = names.flatMap((key) => tagProblem(key, names, kind));
    const limit = most[kind] - ownTags;
    if (names.length <= limit) return each;
    const where = kind === 'some' ? 'a private DNS zone or Front Door' : 'a resource';
    const message = `${names.length} tags are set; Azure takes ${most[kind]} on ${where}, ${ownTags} of them is the data plane's own`;
    return [...each, tagBreach('tags', message, `remove ${names.length - limit} of the tags`)];
  },
};

/** Whether a private DNS zone or a Front Door is made. */
function makesParticular({ api, network: { existing } }: Config): boolean {
  const { postgres, redis, blob, vault } = existing?.privateDnsZones ?? {};
  return api.frontDoor?.enabled === true || [postgres, redis, blob, vault].includes(undefined);
}

function tagProblem(key: string, all: readonly string[], kind: keyof typeof keys): readonly Breach[] {
  const path = formatPath(['tags', key]);
  const lower = key.toLowerCase();
  const prefix = reservedPrefixes.find((reserved) => lower.startsWith(reserved));
  if (reservedTags.includes(lower))
    return [tagBreach(path, `tag ${key} is set by the data plane itself`, 'remove the tag')];
  if (all.some((other) => other !== key && other.toLowerCase() === lower))
    return [tagBreach(path, `tag ${key} is there twice: Azure tells no upper from lower case`, 'remove one')];
  if (prefix !== undefined) {
    const message = `tag ${key}: Azure keeps names that begin with ${prefix} to itself`;
    return [tagBreach(path, message, 'rename the tag')];
  }
  if (keys[kind].test(key)) return [];
  const message =
    kind === 'some'
      ? // https://github.com/hashicorp/terraform-provider-azurerm/issues/6129
        `tag ${key}: a DNS zone drops it, so that every plan would set it anew, unless its name has letters, digits, dots, dashes and underscores alone, and begins with a letter`
      : `tag ${key}: the name of a tag has none of < > % & \\ ? / in it`;
  return [tagBreach(path, message, 'rename the tag')];
}

function tagBreach(path: string, message: string, fix: string): Breach {
  return { rule: tags.id, severity: 'error', message, path, fix: { text: fix }, source: tagSource };
}

export const nameRules: readonly Rule[] = [reservedName, accountIds, tags];
