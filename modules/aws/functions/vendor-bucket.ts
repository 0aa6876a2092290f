/** Where the vendor publishes the functions' packages: one public bucket per region. */

export function packageBucket(region: string): string {
  return `braintrust-assets-${region}`;
}

/** The object whose text is the S3 key of a package's archive. `tag` such as `v2.12.0`. */
export function pointerKey(name: string, tag: string): string {
  return `lambda/${name}/version-${tag}`;
}
