/** The address ranges of a deployment on AWS. */
import type { Config } from '../../config/schema.ts';
import type { AddressRange, AddressSpace } from '../../rules/address-range.ts';

/**
 * From /16, the largest that AWS has (https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html), to /21,
 * which is cut into eight /24: every function and every node takes addresses of its own.
 */
const common = {
  limits: { least: 16, most: 21 },
  tooSmall: 'for its four subnets',
  tooLarge: 'the largest network of AWS',
  apart: 'user-defined functions must not share addresses with the data stores',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html',
} as const;

/** The networks that are deployed. */
export function awsNetworks({ network }: Config): readonly AddressRange[] {
  const main = { ...common, title: 'the main network', path: 'network.cidr', text: network.cidr };
  if (!network.quarantine?.enabled) return [main];
  const { cidr } = network.quarantine;
  return [main, { ...common, title: 'the quarantine network', path: 'network.quarantine.cidr', text: cidr }];
}

export const awsAddressSpace: AddressSpace = { alsoPrivate: [], reserved: [] };
