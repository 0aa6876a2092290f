/** Releases of the data plane: the one number that API, proxy and Brainstore share. */

export interface Release {
  /** Such as `2.12.0`. */
  readonly version: string;
  /** Day of the release, YYYY-MM-DD. */
  readonly date: string;
  /** Tag of the function packages in the vendor's buckets, such as `v2.12.0`. */
  readonly functionTag: string;
  /** Tag of the Brainstore image. */
  readonly brainstoreTag: string;
}
