/** The three pools of Brainstore, as data. Names of load balancers: official AWS module v6.6.0. */

export interface PoolSpec {
  /** Part of every address of the pool. */
  readonly id: 'readers' | 'fast_readers' | 'writers';
  /** Suffix of names that AWS limits to 32 characters, of which the deployment has 18. */
  readonly suffix: string;
  /** Value of the nodes' role tag. */
  readonly role: string;
}

export const poolSpecs = {
  readers: { id: 'readers', suffix: 'brainstore', role: 'Reader' },
  fastReaders: { id: 'fast_readers', suffix: 'bstr-fr', role: 'FastReader' },
  writers: { id: 'writers', suffix: 'bstr-w', role: 'Writer' },
} as const satisfies Record<string, PoolSpec>;

/** Readers where there are no writers do both. */
export const combinedRole = 'ReaderWriter';

export const brainstorePort = 4000;

/** Machines of one pool. */
export interface PoolSize {
  /** Number of nodes; a pool of 0 does not exist. A change adds or removes nodes. */
  readonly count: number;
  /** EC2 type with local NVMe disks. A change rolls the nodes. */
  readonly instanceType: string;
  /** Processor of `instanceType`; decides the machine image. */
  readonly architecture: 'arm64' | 'x86_64';
  /** All local NVMe disks of `instanceType` together; in GB, decimal. Decides the size of the cache. */
  readonly nvmeGb: number;
}
