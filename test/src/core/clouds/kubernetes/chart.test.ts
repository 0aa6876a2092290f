import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readChart } from '../../../../../src/core/clouds/kubernetes/chart.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const description = (version: string) => `apiVersion: v2\nname: braintrust\nversion: ${version}\n`;
const folder = (version: string) => ({
  '/project/charts/own/Chart.yaml': description(version),
  '/project/charts/own/templates/api.yaml': 'kind: Service\n',
});

/** One file after another, each behind a header with its name and its size in octal. */
function archive(files: Readonly<Record<string, string>>): Uint8Array {
  const blocks = Object.entries(files).flatMap(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0, 'latin1');
    header.write(`${Buffer.byteLength(text).toString(8).padStart(11, '0')}\0`, 124, 'latin1');
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
    body.write(text);
    return [header, body];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

const read = (files: Readonly<Record<string, string | Uint8Array>>, chart: string, version = '6.11.0') =>
  readChart(memoryEnv({ files, cwd: '/project' }), chart, '/project', version);

describe('a chart', () => {
  it('in a registry is named as it is', async () => {
    expect(await read({}, 'oci://example.com/charts/braintrust')).toEqual({
      reference: 'oci://example.com/charts/braintrust',
      assets: [],
    });
  });

  it('in a folder travels along', async () => {
    const { reference, assets } = await read(folder('6.11.0'), './charts/own');
    expect(reference).toBe('./chart');
    expect(assets.map(({ path }) => path)).toEqual(['chart/Chart.yaml', 'chart/templates/api.yaml']);
  });

  it('in an archive travels along under a name of ours, so that no file name is evaluated by terraform', async () => {
    const bytes = archive({
      'braintrust/values.yaml': 'a: 1\n',
      'braintrust/Chart.yaml': description('6.11.0'),
    });
    const { reference, assets } = await read({ '/project/we${ird} %{x}.tgz': bytes }, './we${ird} %{x}.tgz');
    expect(reference).toBe('./chart.tgz');
    expect(assets).toEqual([{ path: 'chart.tgz', bytes }]);
  });

  it.each([
    ['a folder', folder('6.10.0'), './charts/own'],
    [
      'an archive',
      { '/project/own.tgz': archive({ 'a/values.yaml': 'a: 1\n', 'a/Chart.yaml': description('6.10.0') }) },
      './own.tgz',
    ],
  ])('in %s is refused when its version is not the one to install', async (_title, files, chart) => {
    await expect(read(files, chart)).rejects.toMatchObject({
      code: 'chart-version-differs',
      kind: 'config',
      hint: expect.stringContaining('set workload.chartVersion: "6.10.0"'),
    });
    await expect(read(files, chart, '6.10.0')).resolves.toBeDefined();
  });

  it('with a leading v in its version is the same version', async () => {
    await expect(read(folder('v6.11.0'), './charts/own')).resolves.toBeDefined();
  });

  it.each([
    ['no archive', 'just text'],
    ['no chart', archive({ 'a/values.yaml': 'a: 1\n', 'a/charts/b/Chart.yaml': description('1.0.0') })],
  ])('in a file that is %s is left to helm', async (_title, bytes) => {
    await expect(read({ '/project/own.tgz': bytes }, './own.tgz')).resolves.toBeDefined();
  });

  it('that is not there is refused', async () => {
    await expect(read({}, './own.tgz')).rejects.toMatchObject({ code: 'chart-not-found' });
    await expect(read({ '/project/own/values.yaml': '' }, './own')).rejects.toMatchObject({
      code: 'chart-not-found',
    });
  });
});
