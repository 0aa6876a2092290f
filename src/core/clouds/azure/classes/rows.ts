/** What the tables of this folder share: rows, and sources by short names. */
import { moved, opensToAll, unrestricted, widens } from '../../../plan/classify/conditions.ts';
import type { AttributeRow } from '../../../plan/classify/resource-class.ts';
import { amountCost, interrupts } from '../../../plan/classify/rows.ts';

export const learn = 'https://learn.microsoft.com/azure';
export const scale = `${learn}/postgresql/flexible-server/concepts-scaling-resources`;
export const postgres = `${learn}/postgresql/flexible-server`;
export const postgresPrice = 'https://azure.microsoft.com/pricing/details/postgresql/flexible-server/';
export const redis = `${learn}/redis/how-to-scale`;
export const redisPrice = 'https://azure.microsoft.com/pricing/details/managed-redis/';
export const blobs = `${learn}/storage/blobs`;
export const account = `${learn}/storage/common/storage-network-security`;
export const vault = `${learn}/key-vault/general`;
export const aks = `${learn}/aks`;
export const aksPrice = 'https://azure.microsoft.com/pricing/details/virtual-machines/linux/';
export const nsg = `${learn}/virtual-network/network-security-groups-overview`;
export const nat = `${learn}/nat-gateway/nat-overview`;
const links = `${learn}/private-link/private-endpoint-overview`;
export const rbac = `${learn}/role-based-access-control/overview`;
export const locks = `${learn}/azure-resource-manager/management/lock-resources`;
export const door = `${learn}/frontdoor/front-door-overview`;
export const doorWaf = `${learn}/web-application-firewall/afds/afds-overview`;
export const identities = `${learn}/entra/identity/managed-identities-azure-resources/overview`;
export const monitor = `${learn}/azure-monitor/alerts/alerts-overview`;

export function exposure(
  path: string,
  when: AttributeRow['when'],
  consequence: string,
  source: string,
): AttributeRow {
  return { path, when, kind: 'exposure', severity: 'attention', consequence, source };
}

/** What is let in where the rest is refused. */
export function rangeRows(path: string, what: string, source: string): readonly AttributeRow[] {
  return [
    exposure(path, opensToAll, `everybody on the internet reaches ${what}`, source),
    exposure(path, widens, `more addresses reach ${what}`, source),
    exposure(path, unrestricted, `no list of addresses guards ${what}`, source),
  ];
}

export function loses(
  path: string,
  when: AttributeRow['when'],
  consequence: string,
  source: string,
): AttributeRow {
  return { path, when, kind: 'data-loss', severity: 'attention', consequence, source };
}

/** The one that was there is another now. */
export function otherKey(path: string, what: string, source: string): AttributeRow {
  return {
    path,
    when: moved,
    kind: 'access',
    severity: 'notice',
    consequence: `another key guards ${what}; the former one has to stay until Azure has changed over`,
    source,
  };
}

export const outbound = interrupts(
  'connections through it break off, and nothing gets out of the network for a minute or two',
  nat,
);
export const unreachable = interrupts(
  'what it leads to is not reached until it is there again: minutes',
  links,
);
export const entry = interrupts(
  'the API is not reached from outside until it is there again: up to half an hour',
  door,
);

export const nodeRows: readonly AttributeRow[] = [
  ...amountCost('min_count', aksPrice),
  ...amountCost('node_count', aksPrice),
];

export function loss(consequence: string) {
  return { kind: 'data-loss', severity: 'attention', consequence, source: locks } as const;
}

/** How many rules let in from everywhere. */
export function opened(rules: unknown): number {
  return (Array.isArray(rules) ? (rules as readonly Readonly<Record<string, unknown>>[]) : []).filter(
    (rule) =>
      rule.direction === 'Inbound' &&
      rule.access === 'Allow' &&
      opensToAll(undefined, [rule.source_address_prefix, rule.source_address_prefixes]),
  ).length;
}
