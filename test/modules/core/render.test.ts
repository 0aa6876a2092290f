/** The rendered file depends on the configuration alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { awsShapes } from '../../helpers/aws-shapes.ts';
import { renderedAws } from '../../helpers/aws-stack.ts';

describe.each(Object.entries(awsShapes))('the stack of %s', (_, config) => {
  const home = process.cwd();
  afterEach(() => {
    process.chdir(home);
    vi.unstubAllEnvs();
  });

  it('is the same, byte for byte, from another folder and under variables that CDKTF reads', async () => {
    const first = await renderedAws(config);
    process.chdir(tmpdir());
    vi.stubEnv('TZ', 'Asia/Tokyo');
    vi.stubEnv('CDKTF_OUTDIR', '/nowhere');
    vi.stubEnv('CDKTF_CONTEXT_JSON', '{"excludeStackIdFromLogicalIds":true}');
    vi.stubEnv('SYNTH_HCL_OUTPUT', 'true');
    const second = await renderedAws(config);
    expect(second.json).toBe(first.json);
    expect(second.assets).toEqual(first.assets);
  });

  it('names no folder of this machine', async () => {
    const { json } = await renderedAws(config);
    // `bt-render-` begins the name of the folder that it was rendered in.
    for (const folder of [`${home}/`, `${homedir()}/`, 'bt-render-']) expect(json).not.toContain(folder);
  });
});

/** `cdktf` is the package that its authors gave up; `cdktn`, which carries it on, must stay exchangeable with it. */
describe('cdktf 0.21, in place of cdktn', () => {
  let classic: { renderedAws: typeof renderedAws };

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bt-classic-'));
    const outfile = join(folder, 'classic.mjs');
    await build({
      entryPoints: [new URL('../../helpers/aws-stack.ts', import.meta.url).pathname],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      alias: { cdktf: 'cdktf-classic' },
      loader: { '.sh': 'text', '.py': 'text' },
      banner: {
        js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);const __filename='',__dirname='';",
      },
      logLevel: 'error',
    });
    classic = await import(pathToFileURL(outfile).href);
    rmSync(folder, { recursive: true });
  }, 60_000);

  it.each(Object.entries(awsShapes))('renders %s to the same bytes', async (_, config) => {
    expect((await classic.renderedAws(config)).json).toBe((await renderedAws(config)).json);
  });
});
