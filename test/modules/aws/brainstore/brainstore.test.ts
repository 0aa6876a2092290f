import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cacheSizeGb } from '../../../../modules/aws/brainstore/settings.ts';
import { at, renderCompute } from '../../../helpers/compute-stack.ts';

const arm = { instanceType: 'c8gd.4xlarge', architecture: 'arm64', nvmeGb: 950 } as const;
const three = renderCompute();
const combined = renderCompute({
  brainstore: {
    readers: { ...arm, count: 1 },
    fastReaders: { ...arm, count: 0 },
    writers: { ...arm, count: 0 },
  },
});

/** Seconds. */
interface Probe {
  readonly interval: number;
  readonly timeout: number;
}

/** The settings that a pool's nodes are told. */
function settingsOf(rendered: typeof three, pool: string) {
  const script = rendered.tree.locals[`brainstore_${pool}_start`] ?? '';
  const line = script.split('\n').find((text) => text.startsWith('{')) ?? '';
  return JSON.parse(line) as {
    readonly image: string;
    readonly environment: Record<string, string>;
    readonly secrets: Record<string, { secretArn: string }>;
    readonly parameters: Record<string, string>;
  };
}

describe('pools', () => {
  it('exist when they have nodes', () => {
    const groups = (rendered: typeof three) =>
      Object.keys(rendered.tree.resource.aws_autoscaling_group ?? {});
    expect(groups(three)).toEqual(['brainstore_fast_readers', 'brainstore_readers', 'brainstore_writers']);
    expect(groups(combined)).toEqual(['brainstore_readers']);
    expect(combined.addresses.filter((address) => /writers|fast/.test(address))).toEqual([]);
  });

  it.each([
    ['readers', 'true', 'Reader'],
    ['fast_readers', 'true', 'FastReader'],
    ['writers', 'false', 'Writer'],
  ])('of three: %s have reader-only mode %s and are called %s', (pool, mode, role) => {
    expect(settingsOf(three, pool).environment.BRAINSTORE_READER_ONLY_MODE).toBe(mode);
    expect(at(three, `aws_autoscaling_group.brainstore_${pool}`).tag).toContainEqual({
      key: 'BrainstoreRole',
      value: role,
      propagate_at_launch: true,
    });
  });

  it('without writers: the readers write', () => {
    expect(settingsOf(combined, 'readers').environment.BRAINSTORE_READER_ONLY_MODE).toBe('false');
    const { environment } = at(combined, 'aws_lambda_function.api_handler') as {
      environment: { variables: Record<string, string> };
    };
    expect(environment.variables.BRAINSTORE_WRITER_URL).toBe(environment.variables.BRAINSTORE_URL);
    expect(environment.variables).not.toHaveProperty('BRAINSTORE_FAST_READER_URL');
  });

  it('make new nodes before old ones go, and wait for them', () => {
    expect(at(three, 'aws_autoscaling_group.brainstore_readers')).toMatchObject({
      min_size: 2,
      desired_capacity: 2,
      max_size: 4,
      wait_for_elb_capacity: 2,
      health_check_type: 'ELB',
      health_check_grace_period: 600,
      instance_refresh: {
        strategy: 'Rolling',
        preferences: { min_healthy_percentage: 100, max_healthy_percentage: 200 },
      },
    });
  });

  it('start after the database is migrated and AIProxy can be called', () => {
    expect(at(three, 'aws_autoscaling_group.brainstore_writers').depends_on).toEqual([
      'aws_lb_listener.brainstore_writers_listener',
      'aws_iam_role_policy.brainstore_node_role_policy',
      'aws_ssm_parameter.api_proxy_url_announced',
    ]);
  });

  it('have names that AWS takes, for the longest deployment name', () => {
    for (const { name } of Object.values(three.tree.resource.aws_lb ?? {})) {
      expect(String(name).length - 'demo'.length + 18).toBeLessThanOrEqual(32);
    }
  });

  it('are reached by an internal address only, and probed as the vendor probes them', () => {
    expect(at(three, 'aws_lb.brainstore_readers_load_balancer')).toMatchObject({
      internal: true,
      load_balancer_type: 'network',
    });
    const probe = at(three, 'aws_lb_target_group.brainstore_readers_targets').health_check as Probe;
    expect(probe).toMatchObject({ protocol: 'HTTP', path: '/' });
    expect(probe.timeout).toBeLessThan(probe.interval);
  });
});

describe('machines', () => {
  const template = at(three, 'aws_launch_template.brainstore_readers_arm64');

  it('keep session tokens to the host and its network, have no public address and an encrypted disk', () => {
    expect(template).toMatchObject({
      metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 },
      network_interfaces: [{ associate_public_ip_address: 'false' }],
      block_device_mappings: [{ ebs: { encrypted: 'true', volume_type: 'gp3' } }],
    });
  });

  it('keep tags out of the metadata, where EC2 would refuse names with spaces', () => {
    expect(template.metadata_options).not.toHaveProperty('instance_metadata_tags');
  });

  it('keep the newest image of their creation', () => {
    expect(template.image_id).toBe('${data.aws_ssm_parameter.brainstore_readers_image.insecure_value}');
    expect(template.lifecycle).toEqual({ create_before_destroy: true, ignore_changes: ['image_id'] });
    expect(three.tree.data.aws_ssm_parameter?.brainstore_readers_image?.name).toBe(
      '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64',
    );
  });

  it('take a configured image, and follow its changes', () => {
    const configured = renderCompute({ brainstore: { machineImage: 'ami-0123456789abcdef0' } });
    const own = at(configured, 'aws_launch_template.brainstore_readers_arm64');
    expect(own.image_id).toBe('ami-0123456789abcdef0');
    expect(own.lifecycle).toEqual({ create_before_destroy: true });
    expect(configured.tree.data).not.toHaveProperty('aws_ssm_parameter');
  });

  it('of another architecture get a template of their own, because the image is kept', () => {
    const intel = renderCompute({
      brainstore: {
        readers: { count: 2, instanceType: 'i4i.4xlarge', architecture: 'x86_64', nvmeGb: 3750 },
      },
    });
    expect(at(intel, 'aws_launch_template.brainstore_readers_x86_64').instance_type).toBe('i4i.4xlarge');
    expect(at(intel, 'aws_launch_template.brainstore_writers_arm64').instance_type).toBe('c8gd.8xlarge');
  });
});

describe('the start', () => {
  it.each([
    [237, 213],
    [950, 855],
    [1900, 1710],
  ])('of a node with %i GB gives the cache %i', (nvmeGb, size) => {
    expect(cacheSizeGb({ ...arm, count: 1, nvmeGb })).toBe(size);
  });

  it('tells readers and writers the same but for mode and cache', () => {
    const [reader, writer] = ['readers', 'writers'].map((pool) => settingsOf(three, pool).environment);
    const differing = Object.keys(reader ?? {}).filter((name) => reader?.[name] !== writer?.[name]);
    expect(differing).toEqual(['BRAINSTORE_OBJECT_STORE_CACHE_FILE_SIZE', 'BRAINSTORE_READER_ONLY_MODE']);
  });

  it('has the whole environment', () => {
    const { image, environment, secrets, parameters } = settingsOf(three, 'readers');
    expect(image).toBe('public.ecr.aws/braintrust/brainstore:v2.12.0');
    expect(environment).toEqual({
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      NO_COLOR: '1',
      BRAINSTORE_VERBOSE: '1',
      BRAINSTORE_PORT: '4000',
      BRAINSTORE_INDEX_URI: 's3://demo-brainstore-1/brainstore/index',
      BRAINSTORE_REALTIME_WAL_URI: 's3://demo-brainstore-1/brainstore/wal',
      BRAINSTORE_LOCKS_URI: 's3://demo-brainstore-1/locks',
      BRAINSTORE_RESPONSE_CACHE_URI: 's3://demo-lambda-responses-1/brainstore-cache',
      BRAINSTORE_CODE_BUNDLE_URI: 's3://demo-code-bundles-1',
      BRAINSTORE_REDIS_URI: 'rediss://demo-redis.internal:6379',
      BRAINSTORE_XACT_MANAGER_URI: 'rediss://demo-redis.internal:6379',
      BRAINSTORE_CACHE_DIR: '/mnt/tmp/brainstore',
      BRAINSTORE_OBJECT_STORE_CACHE_FILE_SIZE: '855gb',
      BRAINSTORE_READER_ONLY_MODE: 'true',
      BRAINSTORE_CONTROL_PLANE_TELEMETRY: 'status,metrics,usage',
      BRAINSTORE_WAL_FOOTER_VERSION: 'v3',
      BRAINSTORE_ASYNC_SCORING_OBJECTS: 'all',
      BRAINSTORE_LOG_AUTOMATIONS_OBJECTS: 'all',
      BRAINSTORE_WAL_USE_EFFICIENT_FORMAT: 'true',
    });
    expect(Object.keys(secrets)).toEqual([
      'BRAINSTORE_METADATA_URI',
      'BRAINSTORE_WAL_URI',
      'BRAINSTORE_LICENSE_KEY',
      'FUNCTION_SECRET_KEY',
      'SERVICE_TOKEN_SECRET_KEY',
    ]);
    expect(parameters).toEqual({ BRAINSTORE_AI_PROXY_URL: '/braintrust/demo/ai-proxy-url' });
  });

  it('fits into what AWS takes, with room to spare', () => {
    const script = three.tree.locals.brainstore_readers_start ?? '';
    expect(at(three, 'aws_launch_template.brainstore_readers_arm64').user_data).toBe(
      '${base64gzip(local.brainstore_readers_start)}',
    );
    expect(gzipSync(script).length).toBeLessThan(8 * 1024);
  });

  it('changes when a secret is rotated, so that nodes with the old value are replaced', () => {
    const rotated = renderCompute({ database: { url: { arn: 'arn:url', versionId: 'second' } } });
    expect(settingsOf(rotated, 'readers').secrets.BRAINSTORE_WAL_URI).toEqual({
      secretArn: 'arn:url',
      versionId: 'second',
    });
  });
});

describe('rights and ways', () => {
  it('names the deployment’s own buckets, secrets, key, logs and parameter', () => {
    const { Statement } = JSON.parse(
      String(at(three, 'aws_iam_role_policy.brainstore_node_role_policy').policy),
    );
    const wide = Statement.filter((each: { Resource: string }) => each.Resource === '*').map(
      (each: { Sid: string }) => each.Sid,
    );
    expect(wide).toEqual(['WriteMetrics', 'ReadOwnTags', 'AssumeNamedRoles']);
    for (const { Action } of Statement)
      expect([Action].flat()).not.toContainEqual(expect.stringMatching(/^\*|:\*$/));
  });

  it('open database and cache to nodes, and nodes to their load balancers only', () => {
    expect(three.allowed).toEqual(expect.arrayContaining(['database<-brainstore', 'cache<-brainstore']));
    const toNodes = Object.entries(three.tree.resource.aws_vpc_security_group_ingress_rule ?? {}).filter(
      ([, rule]) => rule.security_group_id === '${aws_security_group.brainstore_node.id}',
    );
    expect(toNodes.map(([name]) => name)).toEqual(['brainstore_node_from_load_balancer']);
  });
});
