import { describe, expect, it } from 'vitest';
import { Cache } from '../../../modules/aws/cache.ts';
import { synth } from '../../helpers/synth.ts';

const cache = (replicas: number, version = '7.1') => {
  let url = '';
  const stack = synth((scope) => {
    const made = new Cache(scope, 'cache', {
      name: 'acme',
      network: { id: 'vpc-1', privateSubnetIds: ['subnet-1'] },
      key: { arn: 'arn:key' },
      version,
      instanceType: 'cache.r7g.large',
      replicas,
    });
    made.allowFrom('api', 'sg-api');
    url = made.url;
  });
  return { ...stack, url };
};

const group = 'aws_elasticache_replication_group.cache';

describe('the cache', () => {
  it('speaks TLS only and is encrypted with the key', () => {
    const stack = cache(0);
    expect(stack.resource(group)).toMatchObject({
      transit_encryption_enabled: true,
      transit_encryption_mode: 'required',
      at_rest_encryption_enabled: 'true',
      kms_key_id: 'arn:key',
      lifecycle: { prevent_destroy: true },
    });
    expect(stack.url).toMatch(/^rediss:\/\//);
  });

  it.each([
    [0, 1, false],
    [1, 2, true],
    [5, 6, true],
  ])('with %i replicas has %i nodes and fails over: %s', (replicas, nodes, failover) => {
    expect(cache(replicas).resource(group)).toMatchObject({
      num_cache_clusters: nodes,
      automatic_failover_enabled: failover,
      multi_az_enabled: failover,
    });
  });

  it.each([
    ['7', '7.1', 'redis7'],
    ['7.0', '7.0', 'redis7'],
    ['6', '6.2', 'redis6.x'],
  ])('takes version %s as %s of family %s', (version, engine, family) => {
    const stack = cache(0, version);
    expect(stack.resource(group).engine_version).toBe(engine);
    expect(stack.resource('aws_elasticache_parameter_group.cache_parameters').family).toBe(family);
  });

  it('lets in who is named, on its port', () => {
    expect(cache(0).resource('aws_vpc_security_group_ingress_rule.cache_access_from_api')).toMatchObject({
      referenced_security_group_id: 'sg-api',
      from_port: 6379,
      to_port: 6379,
    });
  });
});
