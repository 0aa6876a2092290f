/**
 * What a chart of the user's own says that its version is. Terraform is told a version too, and the Helm provider refuses one
 * that is another, but only once there is a cluster:
 * https://github.com/hashicorp/terraform-provider-helm/blob/v3.1.1/helm/resource_helm_release.go (ModifyPlan).
 */
import { gunzipSync } from 'node:zlib';
import { parseDocument } from 'yaml';

/** From the bytes of a `Chart.yaml`; undefined where they hold no version. */
export function versionIn(chartYaml: Uint8Array): string | undefined {
  const document = parseDocument(Buffer.from(chartYaml).toString('utf8'));
  const version: unknown = document.errors.length > 0 ? undefined : document.get('version');
  return typeof version === 'string' ? version : undefined;
}

/** From an archive as `helm package` makes it: `NAME/Chart.yaml` within; undefined where there is none. */
export function versionInArchive(archive: Uint8Array): string | undefined {
  try {
    const file = chartYamlIn(gunzipSync(archive, { maxOutputLength: mostUnpacked }));
    return file && versionIn(file);
  } catch {
    // No archive, or a broken one: helm says so in its own words.
    return undefined;
  }
}

/** Helm's own limit of what a chart may unpack to: https://helm.sh/docs/topics/charts/ */
const mostUnpacked = 100 * 1024 * 1024;

/** Files follow each other in blocks of 512 bytes: https://www.gnu.org/software/tar/manual/html_node/Standard.html */
const block = 512;
const sizeAt = 124;

function chartYamlIn(tar: Uint8Array): Uint8Array | undefined {
  for (let start = 0; start + block <= tar.length; ) {
    const name = field(tar, start, 100);
    if (name === '') return undefined;
    const size = Number.parseInt(field(tar, start + sizeAt, 12), 8) || 0;
    if (/^(\.\/)?[^/]+\/Chart\.yaml$/.test(name)) return tar.subarray(start + block, start + block + size);
    start += block + Math.ceil(size / block) * block;
  }
  return undefined;
}

/** Text up to a zero byte. */
function field(tar: Uint8Array, start: number, length: number): string {
  const [text = ''] = Buffer.from(tar.subarray(start, start + length))
    .toString('latin1')
    .split('\0');
  return text.trim();
}
