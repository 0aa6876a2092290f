import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket/index.js';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../modules/core/addresses.ts';
import { Construct } from '../../../modules/core/cdktf.ts';
import { EphemeralResource } from '../../../modules/core/ephemeral.ts';
import { synth } from '../../helpers/synth.ts';

describe('addresses', () => {
  it('join the ids of the path and leave out those that stand for the thing itself', () => {
    const { addresses } = synth((stack) => {
      const storage = new Construct(stack, 'storage');
      new S3Bucket(new Construct(storage, 'Code-Bundles'), 'Resource');
      new S3Bucket(storage, 'Resource');
    });
    expect(addresses).toEqual(['aws_s3_bucket.storage', 'aws_s3_bucket.storage_code_bundles']);
  });

  it('throw, with both paths, when two resources of one type would share one', () => {
    const build = () =>
      synth((stack) => {
        new S3Bucket(new Construct(stack, 'a'), 'b_c');
        new S3Bucket(new Construct(stack, 'a_b'), 'c');
      });
    expect(build).toThrow(
      /test\/a_b\/c has the address aws_s3_bucket\.a_b_c, which test\/a\/b_c has already/,
    );
  });

  it('keep an ephemeral block apart from a managed resource of the same type and id', () => {
    const { tree } = synth((stack) => {
      const part = new Construct(stack, 'part');
      new S3Bucket(part, 'Resource');
      new EphemeralResource(part, 'Default', { type: 'aws_s3_bucket', arguments: { a: 1 } });
    });
    expect(tree.ephemeral).toEqual({ aws_s3_bucket: { part: { a: 1 } } });
  });

  it('are given as plain text for depends_on', () => {
    synth((stack) => {
      expect(addressOf(new S3Bucket(new Construct(stack, 'x'), 'y'))).toBe('aws_s3_bucket.x_y');
    });
  });
});
