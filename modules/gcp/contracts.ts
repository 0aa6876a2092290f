/** What the parts give each other. Strings may be terraform references. */
import type { ITerraformDependable } from '../core/cdktf.ts';

export interface IGcpNetwork {
  /** `projects/P/global/networks/N`. */
  readonly id: string;
  /** `projects/P/regions/R/subnetworks/S`. */
  readonly subnetworkId: string;
  readonly pods: SecondaryRange;
  readonly services: SecondaryRange;
  /** What those wait for that Google reaches over its own network: database and cache. */
  readonly privateServices: readonly ITerraformDependable[];
}

/** A range of the subnetwork by its name, or one that GKE adds to it. */
export type SecondaryRange = { readonly name: string } | { readonly cidr: string };

export interface IGcpKey {
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K`. */
  readonly id: string;
  /** Google's own accounts may use the key once this is there. Whatever is encrypted with it waits for that. */
  readonly granted: ITerraformDependable;
}

export interface IGcpServiceAccount {
  readonly email: string;
  /** `projects/P/serviceAccounts/E`. */
  readonly name: string;
  /** `serviceAccount:<email>`. */
  readonly member: string;
}
