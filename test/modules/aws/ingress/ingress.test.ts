import { describe, expect, it } from 'vitest';
import { pathRules } from '../../../../modules/aws/ingress/paths.ts';
import { at, renderCompute } from '../../../helpers/compute-stack.ts';

const rendered = renderCompute();
const distribution = at(rendered, 'aws_cloudfront_distribution.ingress_distribution') as {
  readonly ordered_cache_behavior: readonly { path_pattern: string; target_origin_id: string }[];
  readonly default_cache_behavior: Record<string, unknown>;
  readonly origin: readonly Record<string, unknown>[];
  readonly viewer_certificate: Record<string, unknown>;
};

/** Where CloudFront sends a path: the first pattern that fits; `*` is any text, `?` any one character. */
function routed(path: string): string {
  const rule = distribution.ordered_cache_behavior.find(({ path_pattern }) =>
    new RegExp(
      `^${path_pattern
        .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
        .replaceAll('?', '.')
        .replaceAll('*', '.*')}$`,
    ).test(path),
  );
  return rule?.target_origin_id ?? String(distribution.default_cache_behavior.target_origin_id);
}

describe('paths', () => {
  it.each([
    ['/', 'APIGatewayOrigin'],
    ['/ping', 'APIGatewayOrigin'],
    ['/logs3', 'APIGatewayOrigin'],
    ['/v1/project', 'APIGatewayOrigin'],
    ['/v1/function/1b2c', 'APIGatewayOrigin'],
    ['/v1/function/1b2c/invoke', 'AIProxyOrigin'],
    ['/function/invoke', 'AIProxyOrigin'],
    ['/v1/eval', 'AIProxyOrigin'],
    ['/v1/eval/1', 'AIProxyOrigin'],
    ['/v1/proxy', 'AIProxyOrigin'],
    ['/v1/proxy/chat/completions', 'AIProxyOrigin'],
  ])('%s goes to %s', (path, origin) => expect(routed(path)).toBe(origin));

  it('cover every rule once', () => {
    expect(distribution.ordered_cache_behavior.map(({ path_pattern }) => path_pattern)).toEqual(
      pathRules.map(({ pattern }) => pattern),
    );
  });
});

describe('the distribution', () => {
  it('caches nothing, forwards all but the host, and speaks TLS only', () => {
    for (const each of [distribution.default_cache_behavior, ...distribution.ordered_cache_behavior]) {
      expect(each).toMatchObject({
        viewer_protocol_policy: 'redirect-to-https',
        cache_policy_id: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
        origin_request_policy_id: 'b689b0a8-53d0-40ab-baf2-68738e2966ac',
      });
    }
    for (const { custom_origin_config } of distribution.origin) {
      expect(custom_origin_config).toMatchObject({
        origin_protocol_policy: 'https-only',
        origin_ssl_protocols: ['TLSv1.2'],
      });
    }
  });

  it('has its own name unless one is configured', () => {
    expect(distribution.viewer_certificate).toEqual({ cloudfront_default_certificate: true });
    const named = at(
      renderCompute({
        ingress: { customDomain: { name: 'api.example.com', certificateArn: 'arn:certificate' } },
      }),
      'aws_cloudfront_distribution.ingress_distribution',
    );
    expect(named).toMatchObject({
      aliases: ['api.example.com'],
      viewer_certificate: {
        acm_certificate_arn: 'arn:certificate',
        ssl_support_method: 'sni-only',
        minimum_protocol_version: 'TLSv1.2_2021',
      },
      origin: [{ custom_header: [{ name: 'X-CloudFront-Domain', value: 'api.example.com' }] }, {}],
    });
  });
});

describe('the REST API', () => {
  it('is regional and hands every path to the alias that is served', () => {
    expect(at(rendered, 'aws_api_gateway_rest_api.ingress_rest_api')).toMatchObject({
      endpoint_configuration: { types: ['REGIONAL'] },
      binary_media_types: ['*/*'],
    });
    expect(at(rendered, 'aws_api_gateway_resource.ingress_rest_api_proxy').path_part).toBe('{proxy+}');
    for (const route of ['root_any', 'proxy_any']) {
      expect(at(rendered, `aws_api_gateway_method.ingress_rest_api_${route}`).http_method).toBe('ANY');
      expect(at(rendered, `aws_api_gateway_integration.ingress_rest_api_${route}_handler`)).toMatchObject({
        type: 'AWS_PROXY',
        uri: '${aws_lambda_alias.api_handler_live.invoke_arn}',
      });
    }
    expect(at(rendered, 'aws_lambda_permission.ingress_rest_api_permission')).toMatchObject({
      qualifier: '${aws_lambda_alias.api_handler_live.name}',
      source_arn:
        'arn:aws:execute-api:us-east-1:123456789012:${aws_api_gateway_rest_api.ingress_rest_api.id}/*/*',
    });
  });

  it('is deployed anew when a route changes, after the routes are there', () => {
    expect(at(rendered, 'aws_api_gateway_deployment.ingress_rest_api_deployment')).toMatchObject({
      triggers: { routes: expect.stringContaining('sha1(jsonencode(') },
      depends_on: [
        'aws_api_gateway_integration.ingress_rest_api_root_any_handler',
        'aws_api_gateway_integration.ingress_rest_api_proxy_any_handler',
      ],
      lifecycle: { create_before_destroy: true },
    });
  });

  it('logs who called, never what was sent', () => {
    expect(at(rendered, 'aws_api_gateway_method_settings.ingress_rest_api_settings').settings).toEqual({
      metrics_enabled: true,
      data_trace_enabled: false,
      logging_level: 'ERROR',
    });
    for (const group of ['logs', 'execution_logs']) {
      expect(at(rendered, `aws_cloudwatch_log_group.ingress_rest_api_${group}`)).toMatchObject({
        retention_in_days: 30,
        kms_key_id: expect.stringContaining(':key/'),
      });
    }
  });

  it('finds the group of its execution log, which it would else make itself', () => {
    expect(at(rendered, 'aws_cloudwatch_log_group.ingress_rest_api_execution_logs').name).toBe(
      'API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.ingress_rest_api.id}/api',
    );
    expect(at(rendered, 'aws_api_gateway_stage.ingress_rest_api_stage').depends_on).toContain(
      'aws_cloudwatch_log_group.ingress_rest_api_execution_logs',
    );
  });

  it('leaves the account’s own log role alone when told so', () => {
    const without = renderCompute({ ingress: { makeLogRole: false } });
    expect(without.addresses.filter((address) => address.includes('log_delivery'))).toEqual([]);
    expect(at(without, 'aws_api_gateway_stage.ingress_rest_api_stage').depends_on).toEqual([
      'aws_cloudwatch_log_group.ingress_rest_api_execution_logs',
    ]);
  });
});
