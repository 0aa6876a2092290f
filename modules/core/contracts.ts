/**
 * What the parts of a data plane give each other, the same words on every cloud. A part takes these interfaces, never
 * another part's class, so that something that exists already can stand in for something we make.
 * Strings may be terraform references.
 */

export interface INetwork {
  readonly id: string;
  /** Subnets without public addresses, one per zone, three of them. */
  readonly privateSubnetIds: readonly string[];
}

/** The isolated network of user-defined functions. */
export interface IQuarantine extends INetwork {
  readonly securityGroupId: string;
}

export interface IKey {
  readonly arn: string;
}

export interface IBucket {
  readonly name: string;
  readonly arn: string;
}

export interface IObjectStore {
  /** Index, write-ahead log and locks of Brainstore. */
  readonly brainstore: IBucket;
  /** Code of user-defined functions, and attachments. */
  readonly codeBundles: IBucket;
  /** Large API responses and Brainstore's response cache. */
  readonly responses: IBucket;
}

/** A secret by reference; its value is never in a stack. */
export interface ISecret {
  readonly arn: string;
  /** Id of the present value, where we store it; not secret. It changes with each rotation, and so starts readers anew. */
  readonly versionId?: string;
}

/** Something with a port that opens itself to callers. */
export interface IEndpoint {
  readonly host: string;
  readonly port: number;
  /** Lets the members of a security group connect. `caller` is a short literal id, part of the rule's address. */
  allowFrom(caller: string, securityGroupId: string): void;
}

export interface IDatabase extends IEndpoint {
  /** JSON with `username` and `password`. */
  readonly credentials: ISecret;
  /** The whole URL, `postgres://user:password@host:port/postgres`. */
  readonly url: ISecret;
  readonly identifier: string;
}

export interface ICache extends IEndpoint {
  /** `rediss://host:port`. */
  readonly url: string;
}

/** What the services need to know of Brainstore. */
export interface IBrainstore {
  /** `http://host:4000` of the pool that answers reads. */
  readonly readerUrl: string;
  /** The same of the pool that takes writes; equals `readerUrl` where nodes do both. */
  readonly writerUrl: string;
  /** Of the pool that serves the UI's queries, where there is one. */
  readonly fastReaderUrl: string | undefined;
  allowFrom(caller: string, securityGroupId: string): void;
}
