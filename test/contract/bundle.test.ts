/** What bundling changes: a package loaded late looks otherwise there than in Node. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import type { proxyAgentFor as ProxyAgentFor } from '../../src/core/io/proxy-agent.ts';
import { root } from './source-files.ts';

test('the way through a proxy is found in the bundle too', async () => {
  const outdir = mkdtempSync(join(tmpdir(), 'bt-bundle-'));
  await build({
    entryPoints: [join(root, 'src/core/io/proxy-agent.ts')],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    logLevel: 'silent',
  });
  const { proxyAgentFor } = (await import(pathToFileURL(join(outdir, 'proxy-agent.mjs')).href)) as {
    readonly proxyAgentFor: typeof ProxyAgentFor;
  };

  const agent = await proxyAgentFor(new URL('https://api.example'), { HTTPS_PROXY: 'proxy.example:3128' });

  expect(agent?.proxy.href).toBe('http://proxy.example:3128/');
});
