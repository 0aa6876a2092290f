import {
  CloudfrontDistribution,
  type CloudfrontDistributionOrderedCacheBehavior,
  type CloudfrontDistributionOrigin,
} from '@cdktf/provider-aws/lib/cloudfront-distribution/index.js';
import { Construct } from '../../core/cdktf.ts';
import { managedPolicies } from './managed-policies.ts';
import { originIds, pathRules } from './paths.ts';

/** A host name to serve under. */
export interface CustomDomain {
  readonly name: string;
  /** Certificate of ACM in us-east-1, the only region that CloudFront reads. */
  readonly certificateArn: string;
  /**
   * Oldest TLS that callers may speak. Default: TLSv1.2_2021, since some MCP clients know no newer one (upstream #338).
   * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
   */
  readonly minimumTls?: string;
}

export interface DistributionProps {
  /** Name of the deployment. */
  readonly name: string;
  readonly api: { readonly host: string; readonly path: string };
  readonly proxy: { readonly host: string };
  /** Default: - CloudFront's own name. A change updates in place. */
  readonly customDomain: CustomDomain | undefined;
}

/** The public entry: one host for the API and AIProxy. Caches nothing. */
export class Distribution extends Construct {
  /** CloudFront's name, the target of a DNS record for a custom domain. */
  readonly domainName: string;
  /** `https://…` without a final slash: what the Braintrust UI is told. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: DistributionProps) {
    super(scope, id);
    const { customDomain } = props;
    const distribution = new CloudfrontDistribution(this, 'Resource', {
      enabled: true,
      comment: `Braintrust data plane ${props.name}`,
      httpVersion: 'http2and3',
      isIpv6Enabled: true,
      // North America and Europe. Upstream's choice.
      priceClass: 'PriceClass_100',
      ...(customDomain === undefined ? {} : { aliases: [customDomain.name] }),
      origin: origins(props),
      defaultCacheBehavior: behavior('api'),
      orderedCacheBehavior: pathRules.map(
        (rule): CloudfrontDistributionOrderedCacheBehavior => ({
          pathPattern: rule.pattern,
          ...behavior(rule.origin),
        }),
      ),
      restrictions: { geoRestriction: { restrictionType: 'none' } },
      viewerCertificate:
        customDomain === undefined
          ? { cloudfrontDefaultCertificate: true }
          : {
              acmCertificateArn: customDomain.certificateArn,
              sslSupportMethod: 'sni-only',
              minimumProtocolVersion: customDomain.minimumTls ?? 'TLSv1.2_2021',
            },
    });
    this.domainName = distribution.domainName;
    this.url = `https://${customDomain?.name ?? distribution.domainName}`;
  }
}

function origins(props: DistributionProps): CloudfrontDistributionOrigin[] {
  const customOriginConfig = {
    httpPort: 80,
    httpsPort: 443,
    originProtocolPolicy: 'https-only',
    originSslProtocols: ['TLSv1.2'],
    originKeepaliveTimeout: 60,
    // Models take their time. 60 s is CloudFront's limit without a raised quota:
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
    originReadTimeout: 60,
  };
  return [
    {
      originId: originIds.api,
      domainName: props.api.host,
      originPath: props.api.path,
      customOriginConfig,
      // The API puts it into redirects of MCP clients (upstream #172).
      ...(props.customDomain === undefined
        ? {}
        : { customHeader: [{ name: 'X-CloudFront-Domain', value: props.customDomain.name }] }),
    },
    { originId: originIds.proxy, domainName: props.proxy.host, customOriginConfig },
  ];
}

function behavior(
  origin: keyof typeof originIds,
): Omit<CloudfrontDistributionOrderedCacheBehavior, 'pathPattern'> {
  return {
    targetOriginId: originIds[origin],
    viewerProtocolPolicy: 'redirect-to-https',
    allowedMethods: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
    cachedMethods: ['GET', 'HEAD', 'OPTIONS'],
    cachePolicyId: managedPolicies.cachingDisabled,
    // API Gateway and function URLs refuse a foreign Host.
    originRequestPolicyId: managedPolicies.allViewerExceptHostHeader,
  };
}
