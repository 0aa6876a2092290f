/** The look-up of function packages against a real S3 server, over real HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { functionPackages } from '../../src/core/clouds/aws/packages.ts';
import { findRelease } from '../../src/core/releases/catalogue.ts';
import { nodeEnv } from '../../src/env/node.ts';
import type { Env } from '../../src/env.ts';
import { awsConfig } from '../helpers/aws-config.ts';
import { type Emulator, startEmulator } from '../helpers/emulator.ts';
import { seedVendorBucket } from '../helpers/emulator-seed.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';

const release = findRelease('2.12.0');
const config = awsConfig('staging', { region: 'eu-west-1' });

describeWithRealParts('the packages of a release', ['python'], ({ python }) => {
  const folder = mkdtempSync(join(tmpdir(), 'bt-packages-'));
  let emulator: Emulator;
  let env: Env;

  beforeAll(async () => {
    emulator = await startEmulator({ python, logFile: join(folder, 'emulator.log'), minutes: 5 });
    await seedVendorBucket(emulator, config.region, release.functionTag);
    env = { ...nodeEnv(), vars: emulator.variables };
  });

  afterAll(async () => {
    await emulator?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are found in the bucket of the region', async () => {
    const found = await functionPackages.lookUp(config, release, env);
    expect(Object.keys(found).sort()).toEqual([...functionPackages.names].sort());
    for (const [name, key] of Object.entries(found)) {
      expect(key).toMatch(new RegExp(`^lambda/${name}/[0-9a-f]{64}\\.zip$`));
      const archive = await fetch(`${emulator.url}/braintrust-assets-eu-west-1/${key}`, { method: 'HEAD' });
      expect(archive.status, key).toBe(200);
    }
  });

  it.each([
    ['a release', findRelease('2.11.0'), config],
    ['a region', release, awsConfig('staging', { region: 'us-west-2' })],
  ])('are not there for %s that is not published', async (_, wanted, where) => {
    await expect(functionPackages.lookUp(where, wanted, env)).rejects.toMatchObject({
      kind: 'access',
      code: 'release-not-published',
      message: expect.stringContaining('answered 404'),
    });
  });
});
