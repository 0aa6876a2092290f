/** Where the official Helm chart comes from: a registry, or files of the user's own, which travel with the rendered stack. */
import { basename, join, resolve } from 'node:path';
import type { RenderedAsset } from '../../../../modules/core/render.ts';
import type { Env } from '../../../env.ts';
import { chartTooLarge, chartUnreadable } from './errors.ts';

export interface Chart {
  /** As terraform is told: `oci://…`, or `./chart…` among the assets. */
  readonly reference: string;
  readonly assets: readonly RenderedAsset[];
}

/** Helm itself refuses charts whose release is above 1 MB; this leaves room for what it ignores. */
const mostBytes = 8 * 1024 * 1024;
const mostFiles = 2_000;

/** `chart` as the configuration names it; a path is relative to `folder`. Throws kind `config` when it cannot be read. */
export async function readChart(env: Env, chart: string, folder: string): Promise<Chart> {
  if (chart.startsWith('oci://')) return { reference: chart, assets: [] };
  const path = resolve(folder, chart);
  const kind = (await env.fs.stat(path))?.kind;
  if (kind === 'file') {
    const name = `chart-${basename(path)}`;
    return { reference: `./${name}`, assets: [{ path: name, bytes: await env.fs.readBytes(path) }] };
  }
  if (kind !== 'directory' || !(await env.fs.stat(join(path, 'Chart.yaml')))) throw chartUnreadable(path);
  return { reference: './chart', assets: await filesBelow(env, path) };
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
