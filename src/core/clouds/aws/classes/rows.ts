/** What the tables of this folder share: rows, and sources by short names. */
import { allowsAll, allowsMore, opensToAll, widens } from '../../../plan/classify/conditions.ts';
import type { AttributeRow, Effect } from '../../../plan/classify/resource-class.ts';
import { interrupts } from '../../../plan/classify/rows.ts';

export const rds =
  'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html';
export const rdsUpgrade =
  'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.html';
export const rdsStorage =
  'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.ModifyingExisting.html';
export const rdsPrice = 'https://aws.amazon.com/rds/postgresql/pricing/';
export const redisScaling =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/scaling-redis-classic.html';
export const redisVersion = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html';
export const redisPrice = 'https://aws.amazon.com/elasticache/pricing/';
export const refresh = 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html';
export const ec2Price = 'https://aws.amazon.com/ec2/pricing/on-demand/';
export const publicAccess =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html';
export const policies = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html';
export const groups = 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html';
export const functionUrl = 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html';
export const rest = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html';
export const lambda = 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html';
export const waf =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/distribution-web-awswaf.html';
export const nlb = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html';
export const nat = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html';

/** A document that says who may do what. */
export function policyRows(path: string): readonly AttributeRow[] {
  const row = { path, kind: 'access', source: policies } as const;
  return [
    {
      ...row,
      when: allowsAll,
      severity: 'attention',
      consequence: 'it comes to allow everything of a kind, or everybody',
    },
    {
      ...row,
      when: (before, after) => allowsMore(before, after) && !allowsAll(before, after),
      severity: 'notice',
      consequence: 'it comes to allow more than before',
    },
  ];
}

export const outbound = interrupts(
  'connections through it break off, and nothing gets out of the network for a minute or two',
  nat,
);

export const opens: readonly AttributeRow[] = ['cidr_ipv4', 'cidr_ipv6'].flatMap((path) => [
  {
    path,
    when: opensToAll,
    kind: 'exposure',
    severity: 'attention',
    consequence: 'everybody on the internet may call the port, as far as it can be reached from there',
    source: groups,
  } as const,
  {
    path,
    when: widens,
    kind: 'exposure',
    severity: 'notice',
    consequence: 'more addresses may call the port',
    source: groups,
  } as const,
]);

export const noApi = (consequence: string): Effect => interrupts(consequence, rest);

export const environment = 'environment.0.variables';
