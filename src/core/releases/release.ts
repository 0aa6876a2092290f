/** A release of the data plane: the one number that API, proxy and Brainstore share. */
import type { CloudId } from '../config/schema.ts';

/**
 * What the newest of the vendor's artefacts for a release take where nothing is written. Nothing of ours follows them: they
 * are here to tell what a change of release would have changed.
 */
export interface ReleaseDefaults {
  readonly walFooterVersion: 'none' | 'v1' | 'v2' | 'v3';
  readonly noPostgres: 'none' | 'all';
  /** Whether the API of the chart runs code that users wrote: scorers and tools. */
  readonly codeExecution: boolean;
  /** Where Brainstore keeps its locks by the chart. The AWS module has kept them in the object store since 1.1.19. */
  readonly locksBackend: 'redis' | 'objectStorage';
}

export interface Release {
  /** Such as `2.12.0`. */
  readonly version: string;
  /** Day of the release, YYYY-MM-DD. */
  readonly date: string;
  /** Tag of the function packages in the vendor's buckets, such as `v2.12.0`. */
  readonly functionTag: string;
  /** Tag of the Brainstore image. */
  readonly brainstoreTag: string;
  /** The newest Helm chart whose images are of this release; undefined while none is known. */
  readonly chart?: string;
  /** Where this program can deploy it; empty for what it cannot deploy at all. */
  readonly clouds: readonly CloudId[];
  readonly defaults: ReleaseDefaults;
  /** What to know before it is deployed, a sentence each. */
  readonly notes: readonly string[];
  /** Why every upgrade that would pass over it has to stop at it; undefined for a release that can be passed over. */
  readonly stop?: string;
  /** Releases that one may go back to from this one, because a public text says so. Default: none. */
  readonly reversibleTo?: readonly string[];
  /** Why it must never be chosen; undefined for a release that can be. */
  readonly unusable?: string;
  /** Address of the public text that the row is from. */
  readonly source: string;
}

export interface ReleaseCatalogue {
  /** Oldest first. */
  readonly releases: readonly Release[];
  /** `built in`, or the file that it was refreshed from. */
  readonly source: string;
  /** Of the refreshed text, hexadecimal. */
  readonly sha256?: string;
}
