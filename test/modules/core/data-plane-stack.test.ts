import { describe, expect, it } from 'vitest';
import { DataPlaneStack, type StateBackend } from '../../../modules/core/data-plane-stack.ts';
import { look, render } from '../../helpers/synth.ts';

const terraformOf = (backend: StateBackend) =>
  look(render((app) => new DataPlaneStack(app, 'test', { backend, terraformVersion: '>= 1.11.0' }))).tree
    .terraform;

describe('the state of a stack', () => {
  it('is a file relative to the rendered folder, not to the folder of this process', () => {
    expect(terraformOf({ type: 'local', path: '../state/x.tfstate' })).toEqual({
      backend: { local: { path: '../state/x.tfstate' } },
      required_version: '>= 1.11.0',
    });
  });

  it('is an encrypted object in a bucket, locked beside it', () => {
    expect(terraformOf({ type: 's3', bucket: 'b', key: 'k', region: 'r', kmsKeyArn: 'arn' })).toMatchObject({
      backend: {
        s3: { bucket: 'b', key: 'k', region: 'r', kms_key_id: 'arn', encrypt: true, use_lockfile: true },
      },
    });
  });

  it('is an object of Google Cloud Storage, under a prefix', () => {
    expect(terraformOf({ type: 'gcs', bucket: 'b', prefix: 'acme/infra' })).toEqual({
      backend: { gcs: { bucket: 'b', prefix: 'acme/infra' } },
      required_version: '>= 1.11.0',
    });
  });
});
