import { createHash } from 'node:crypto';
import { LambdaLayerVersion } from '@cdktf/provider-aws/lib/lambda-layer-version/index.js';
import { type ZipOptions, type ZippableFile, zipSync } from 'fflate';
import { Construct } from '../../core/cdktf.ts';
import type { RenderedAsset } from '../../core/render.ts';
import { nodeLoader } from './node-loader.ts';
import { pythonLoader } from './python-loader.ts';
import { wrapper } from './wrapper.ts';

export interface SecretsLayerProps {
  /** Name of the deployment, prefix of the layer's name. A change replaces the layer. */
  readonly name: string;
}

/** Lambda layer that reads secrets when a function starts, so that no value is in a function's configuration or in the state. */
export class SecretsLayer extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: SecretsLayerProps) {
    super(scope, id);
    const asset = secretsLayerAsset();
    this.arn = new LambdaLayerVersion(this, 'Resource', {
      layerName: `${props.name}-secrets`,
      description: 'Reads secrets when a function starts',
      filename: `\${path.module}/${asset.path}`,
      sourceCodeHash: createHash('sha256').update(asset.bytes).digest('base64'),
      compatibleRuntimes: ['nodejs22.x', 'python3.13'],
      // Functions move to the new version before the old one goes.
      lifecycle: { createBeforeDestroy: true },
    }).arn;
  }
}

/** The layer's archive, to be written beside the stack. The same bytes on every machine. */
export function secretsLayerAsset(): RenderedAsset {
  const files = { wrapper, 'load.cjs': nodeLoader, 'load.py': pythonLoader };
  const encoder = new TextEncoder();
  const entries = Object.entries(files).map(([name, text]): [string, ZippableFile] => [
    `bt-secrets/${name}`,
    [encoder.encode(text), executable()],
  ]);
  return { path: 'assets/secrets-layer.zip', bytes: zipSync(Object.fromEntries(entries)) };
}

/**
 * Stored, so that the bytes do not depend on a compressor. Unix (3) with mode 0755. The format keeps local time, hence a
 * local date: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.4.6
 */
function executable(): ZipOptions {
  return { level: 0, os: 3, attrs: (0o100755 << 16) >>> 0, mtime: new Date(1980, 0, 1) };
}
