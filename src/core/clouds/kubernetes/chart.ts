/** Where the official Helm chart comes from: a registry, or files of the user's own, which travel with the rendered stack. */
import { join, resolve } from 'node:path';
import type { RenderedAsset } from '../../../../modules/core/render.ts';
import type { Env } from '../../../env.ts';
import { versionIn, versionInArchive } from './chart-version.ts';
import { chartOfOtherVersion, chartTooLarge, chartUnreadable } from './errors.ts';

export interface Chart {
  /** As terraform is told: `oci://…`, or `./chart…` among the assets. */
  readonly reference: string;
  readonly assets: readonly RenderedAsset[];
}

/** Helm itself refuses charts whose release is above 1 MB; this leaves room for what it ignores. */
const mostBytes = 8 * 1024 * 1024;
const mostFiles = 2_000;

/** Whatever the user's file is called: its name becomes part of a terraform file, and helm tells archives by their content. */
const archive = 'chart.tgz';

/**
 * `chart` as the configuration names it; a path is relative to `folder`. Throws kind `config` when it cannot be read, or when a
 * chart that is at hand is not of this version.
 */
export async function readChart(env: Env, chart: string, folder: string, version: string): Promise<Chart> {
  if (chart.startsWith('oci://')) return { reference: chart, assets: [] };
  const path = resolve(folder, chart);
  const kind = (await env.fs.stat(path))?.kind;
  if (kind === 'file') {
    const bytes = await env.fs.readBytes(path);
    refuseOther(path, version, versionInArchive(bytes));
    return { reference: `./${archive}`, assets: [{ path: archive, bytes }] };
  }
  const description = join(path, 'Chart.yaml');
  if (kind !== 'directory' || !(await env.fs.stat(description))) throw chartUnreadable(path);
  refuseOther(path, version, versionIn(await env.fs.readBytes(description)));
  return { reference: './chart', assets: await filesBelow(env, path) };
}

/** The Helm provider takes a leading v for nothing. */
function refuseOther(path: string, version: string, own: string | undefined): void {
  if (own !== undefined && own.replace(/^v/, '') !== version) throw chartOfOtherVersion(path, own, version);
}

async function filesBelow(env: Env, root: string): Promise<readonly RenderedAsset[]> {
  const found: RenderedAsset[] = [];
  let bytes = 0;
  const walk = async (folder: string, prefix: string): Promise<void> => {
    for (const name of [...(await env.fs.list(folder))].sort()) {
      const path = join(folder, name);
      const stat = await env.fs.stat(path);
      if (name === '.git' || stat === undefined || stat.kind === 'other') continue;
      if (stat.kind === 'directory') await walk(path, `${prefix}/${name}`);
      else {
        bytes += stat.size;
        if (bytes > mostBytes || found.length >= mostFiles) throw chartTooLarge(root);
        found.push({ path: `${prefix}/${name}`, bytes: await env.fs.readBytes(path) });
      }
    }
  };
  await walk(root, 'chart');
  return found;
}
