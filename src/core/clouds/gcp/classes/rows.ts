/** What the tables of this folder share: rows, and sources by short names. */
import { admits, becomes, opensToAll, widens } from '../../../plan/classify/conditions.ts';
import type { AttributeRow, ResourceClass } from '../../../plan/classify/resource-class.ts';
import { gives, interrupts, quietly } from '../../../plan/classify/rows.ts';

export const sql = 'https://cloud.google.com/sql/docs/postgres/edit-instance';
export const sqlUpgrade = 'https://cloud.google.com/sql/docs/postgres/upgrade-major-db-version-inplace';
export const sqlFlags = 'https://cloud.google.com/sql/docs/postgres/flags';
export const sqlAddress = 'https://cloud.google.com/sql/docs/postgres/configure-ip';
export const sqlBackups = 'https://cloud.google.com/sql/docs/postgres/backup-recovery/backups';
export const sqlPrice = 'https://cloud.google.com/sql/pricing';
export const redis = 'https://cloud.google.com/memorystore/docs/redis/scale-instances';
export const redisUpgrade = 'https://cloud.google.com/memorystore/docs/redis/upgrade-redis-version';
export const redisPrice = 'https://cloud.google.com/memorystore/docs/redis/pricing';
export const storage = 'https://cloud.google.com/storage/docs/public-access-prevention';
export const lifecycle = 'https://cloud.google.com/storage/docs/lifecycle';
export const versions = 'https://cloud.google.com/storage/docs/object-versioning';
export const gke = 'https://cloud.google.com/kubernetes-engine/docs/how-to/latest/network-isolation';
export const gkeUpgrade = 'https://cloud.google.com/kubernetes-engine/docs/concepts/cluster-upgrades';
export const pools = 'https://cloud.google.com/kubernetes-engine/docs/concepts/node-pools';
export const poolsPrice = 'https://cloud.google.com/compute/all-pricing';
export const iam = 'https://cloud.google.com/iam/docs/overview';
const nat = 'https://cloud.google.com/nat/docs/overview';
export const peering = 'https://cloud.google.com/vpc/docs/configure-private-services-access';
export const certificates = 'https://cloud.google.com/certificate-manager/docs/overview';
export const secrets = 'https://cloud.google.com/secret-manager/docs/overview';

/** One member that has one role; another member or role makes it anew. */
export function memberOf(what: string): ResourceClass {
  return {
    noun: `right on ${what}`,
    made: gives(`one more may use ${what}`, iam),
    replaced: gives(`other rights on ${what} are given`, iam),
    destroyed: quietly(`what used ${what} under this right is refused`, iam),
    rows: [
      {
        path: 'member',
        when: becomes('allUsers', 'allAuthenticatedUsers'),
        kind: 'exposure',
        severity: 'attention',
        consequence: `everybody may use ${what}`,
        source: storage,
      },
      {
        path: 'role',
        when: becomes('roles/owner', 'roles/editor'),
        kind: 'access',
        severity: 'attention',
        consequence: 'the role is one over everything',
        source: iam,
      },
    ],
  };
}

export function rangeRows(path: string, what: string, source: string): readonly AttributeRow[] {
  const row = { path, kind: 'exposure', source } as const;
  return [
    {
      ...row,
      when: opensToAll,
      severity: 'attention',
      consequence: `everybody on the internet reaches ${what}`,
    },
    { ...row, when: widens, severity: 'attention', consequence: `more addresses reach ${what}` },
    { ...row, when: admits, severity: 'notice', consequence: `some addresses reach ${what} from outside` },
  ];
}

export const outbound = interrupts(
  'connections through it break off, and nothing gets out of the network for a minute or two',
  nat,
);

export const certificate = interrupts(
  'the API is not reached under its name until it is there again: minutes',
  certificates,
);
