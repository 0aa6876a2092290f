/** Where in AWS: region, keys and certificates that must lie there. */
import { nearest } from '../../../config/nearest.ts';
import type { Breach } from '../../../findings/finding.ts';
import type { Rule } from '../../../rules/rule.ts';
import { packageRegions } from '../regions.ts';

const region: Rule = {
  id: 'config/region',
  states: 'The region is one where the function packages are published.',
  check: ({ config }) => {
    if (packageRegions.some((known) => known === config.region)) return [];
    const similar = nearest(config.region, packageRegions);
    return [
      {
        rule: region.id,
        severity: 'error',
        message: `Braintrust publishes no function packages in ${config.region}, and Lambda takes code only from a bucket of its own region; there are packages in ${packageRegions.join(', ')}`,
        path: 'region',
        required: packageRegions.join(', '),
        found: config.region,
        ...(similar === undefined
          ? { fix: { text: 'choose one of these regions, or ask Braintrust to publish in yours' } }
          : {
              nearest: similar,
              fix: { text: `set region: ${similar}`, set: [{ path: 'region', value: similar }] },
            }),
        source: 'https://github.com/braintrustdata/terraform-aws-braintrust-data-plane',
      },
    ];
  },
};

const keyRegion: Rule = {
  id: 'config/key-region',
  states: 'A KMS key lies in the region where it is used.',
  check: ({ config }) => {
    const { encryption, redis, state } = config;
    return [
      ...misplacedKey('encryption.kmsKeyArn', encryption.kmsKeyArn, config.region),
      ...misplacedKey('redis.kmsKeyArn', redis.kmsKeyArn, config.region),
      ...(state.backend === 's3'
        ? misplacedKey('state.kmsKeyArn', state.kmsKeyArn, state.region ?? config.region)
        : []),
    ];
  },
};

function misplacedKey(path: string, arn: string | undefined, wanted: string): readonly Breach[] {
  const found = arn?.split(':')[3];
  if (found === undefined || found === wanted) return [];
  return [
    {
      rule: keyRegion.id,
      severity: 'error',
      message: `${path} is a key of ${found}, but it is used in ${wanted}; a KMS key works in its own region alone`,
      path,
      required: wanted,
      found,
      fix: { text: `name a key of ${wanted}` },
      source: 'https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html',
    },
  ];
}

const certificateAccount: Rule = {
  id: 'api/certificate-account',
  states: 'The certificate of the custom domain belongs to the account of the deployment.',
  check: ({ config }) => {
    const wanted = config.account.id;
    const found = config.api.customDomain?.certificateArn?.split(':')[4];
    if (wanted === undefined || found === undefined || found === wanted) return [];
    return [
      {
        rule: certificateAccount.id,
        severity: 'error',
        message: `the certificate of the custom domain belongs to account ${found}, the deployment to ${wanted}; CloudFront takes certificates of its own account alone`,
        path: 'api.customDomain.certificateArn',
        required: wanted,
        found,
        fix: { text: `request or import the certificate in account ${wanted}, region us-east-1` },
        source:
          'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html',
      },
    ];
  },
};

export const placeRules: readonly Rule[] = [region, keyRegion, certificateAccount];
