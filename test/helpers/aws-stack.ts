/** The AWS stack of a configuration, as the program renders it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RenderedStack } from '../../modules/core/render.ts';
import { renderAws } from '../../src/core/clouds/aws/render.ts';
import type { Config } from '../../src/core/config/schema.ts';
import { findRelease } from '../../src/core/releases/catalogue.ts';
import { memoryEnv } from './memory-env.ts';

export async function renderedAws(config: Config): Promise<RenderedStack> {
  const scratch = mkdtempSync(join(tmpdir(), 'bt-render-'));
  try {
    const release = findRelease(config.release);
    const [stack] = await renderAws(config, { env: memoryEnv(), folder: '/project', scratch, release });
    if (stack === undefined) throw new Error('no stack was rendered');
    return stack;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
