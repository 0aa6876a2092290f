import { LambdaFunctionUrl } from '@cdktf/provider-aws/lib/lambda-function-url/index.js';
import { LambdaPermission } from '@cdktf/provider-aws/lib/lambda-permission/index.js';
import { SsmParameter } from '@cdktf/provider-aws/lib/ssm-parameter/index.js';
import { Construct } from '../../core/cdktf.ts';
import { proxyUrlParameter } from '../brainstore/proxy-url-parameter.ts';
import type { Published } from './published.ts';

export interface ProxyUrlProps {
  /** Name of the deployment. */
  readonly name: string;
  readonly region: string;
  readonly proxy: Published;
  /** Origins that may call from a browser. */
  readonly origins: readonly string[];
}

/**
 * The address of AIProxy: a function URL, the only way in which Lambda streams an answer. It asks for no AWS signature,
 * because user-defined functions and CloudFront call it with Braintrust's own tokens, which AIProxy checks.
 */
export class ProxyUrl extends Construct {
  /** `https://…/`. */
  readonly url: string;
  readonly host: string;
  /** Address of the parameter that tells Brainstore the URL. */
  readonly announced: string;

  constructor(scope: Construct, id: string, props: ProxyUrlProps) {
    super(scope, id);
    const { functionName, qualifier } = props.proxy;
    const url = new LambdaFunctionUrl(this, 'Resource', {
      functionName,
      qualifier,
      authorizationType: 'NONE',
      invokeMode: 'RESPONSE_STREAM',
      cors: {
        allowCredentials: true,
        allowOrigins: [...props.origins],
        allowMethods: ['GET', 'POST'],
        allowHeaders: requestHeaders,
        exposeHeaders: answerHeaders,
        maxAge: 86400,
      },
    });
    // URLs made since October 2025 need both: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
    // One after the other: Lambda refuses changes of one policy at the same time (upstream #361).
    const publicUrl = new LambdaPermission(this, 'public_url', {
      statementId: 'public-url',
      action: 'lambda:InvokeFunctionUrl',
      functionName,
      qualifier,
      principal: '*',
      functionUrlAuthType: 'NONE',
      dependsOn: [url],
    });
    // AWS can bind this one to calls through the URL; provider 5.100 has no attribute for that condition yet.
    new LambdaPermission(this, 'public_invoke', {
      statementId: 'public-invoke',
      action: 'lambda:InvokeFunction',
      functionName,
      qualifier,
      principal: '*',
      dependsOn: [publicUrl],
    });
    this.url = url.functionUrl;
    this.host = `${url.urlId}.lambda-url.${props.region}.on.aws`;
    this.announced = new SsmParameter(this, 'announced', {
      name: proxyUrlParameter(props.name),
      description: 'Where Brainstore reaches AIProxy',
      type: 'String',
      value: url.functionUrl,
    }).fqn;
  }
}

/** Headers that callers in browsers send and read: official AWS module v6.6.0. */
const requestHeaders = [
  'authorization',
  'content-type',
  'x-bt-app-origin',
  'x-bt-auth-token',
  'x-bt-org-name',
  'x-bt-parent',
  'x-bt-project-id',
  'x-bt-stream-fmt',
  'x-bt-use-cache',
  'x-bt-use-gateway',
  'x-stainless-arch',
  'x-stainless-lang',
  'x-stainless-os',
  'x-stainless-package-version',
  'x-stainless-runtime',
  'x-stainless-runtime-version',
];

const answerHeaders = [
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-origin',
  'content-type',
  'keep-alive',
  'x-bt-error-origin',
  'x-bt-internal-trace-id',
  'x-bt-span-id',
  'x-bt-used-endpoint',
];
