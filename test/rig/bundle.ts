/** The rig's program as one folder of plain JavaScript: it starts in a fifth of the time. */
import { build } from 'esbuild';
import { cacheDirectory, checkout } from '../helpers/real-parts-search.ts';

export const program = `${cacheDirectory}/rig/program.js`;

export async function bundleProgram(): Promise<void> {
  await build({
    absWorkingDir: checkout,
    entryPoints: ['test/rig/program.ts'],
    outdir: `${cacheDirectory}/rig`,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // The rig renders a stack of its own.
    external: ['cdktf', 'constructs', '@cdktf/*'],
    loader: { '.sh': 'text', '.py': 'text' },
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
}
