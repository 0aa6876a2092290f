import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { secretsLayerAsset } from '../../../../modules/aws/lambda-secrets/layer.ts';
import { secretArns, secretsEnvironment } from '../../../../modules/aws/lambda-secrets/references.ts';
import { at, renderCompute } from '../../../helpers/compute-stack.ts';

describe('the layer archive', () => {
  it('holds the wrapper and both loaders', () => {
    expect(Object.keys(unzipSync(secretsLayerAsset().bytes)).sort()).toEqual([
      'bt-secrets/load.cjs',
      'bt-secrets/load.py',
      'bt-secrets/wrapper',
    ]);
  });

  it('marks every entry as executable by all, made on Unix', () => {
    const { bytes } = secretsLayerAsset();
    const modes = centralDirectory(bytes).map(({ madeBy, mode }) => [madeBy >> 8, mode & 0o777]);
    expect(modes).toEqual([
      [3, 0o755],
      [3, 0o755],
      [3, 0o755],
    ]);
  });

  it('is the same in every time zone', () => {
    const before = process.env.TZ;
    try {
      const archives = ['UTC', 'Asia/Kolkata', 'America/Los_Angeles'].map((zone) => {
        process.env.TZ = zone;
        return Buffer.from(secretsLayerAsset().bytes).toString('base64');
      });
      expect(new Set(archives).size).toBe(1);
    } finally {
      if (before === undefined) delete process.env.TZ;
      else process.env.TZ = before;
    }
  });

  it('is read from beside the stack, and its digest changes with its bytes', () => {
    const rendered = renderCompute();
    const layer = at(rendered, 'aws_lambda_layer_version.api_secrets_layer');
    expect(layer.filename).toBe(`\${path.module}/${rendered.assets[0]?.path}`);
    expect(layer.source_code_hash).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(layer.lifecycle).toEqual({ create_before_destroy: true });
  });
});

describe('references', () => {
  it('name each secret once, in order of use', () => {
    const first = { secretArn: 'arn:1' };
    expect(secretArns({ A: first, B: { secretArn: 'arn:2', key: 'k' }, C: first })).toEqual([
      'arn:1',
      'arn:2',
    ]);
  });

  it('become an environment without values', () => {
    expect(secretsEnvironment({ A: { secretArn: 'arn:1', key: 'k' } })).toEqual({
      AWS_LAMBDA_EXEC_WRAPPER: '/opt/bt-secrets/wrapper',
      BT_SECRETS: '{"A":{"secretArn":"arn:1","key":"k"}}',
    });
  });
});

/** Entries of a zip's directory: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.12 */
function centralDirectory(bytes: Uint8Array): { readonly madeBy: number; readonly mode: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: { madeBy: number; mode: number }[] = [];
  for (let offset = 0; offset + 46 <= bytes.length; offset += 1) {
    if (view.getUint32(offset, true) !== 0x02014b50) continue;
    found.push({ madeBy: view.getUint16(offset + 4, true), mode: view.getUint32(offset + 38, true) >>> 16 });
  }
  return found;
}
