/** The region of an S3 bucket that holds the state, also of a deployment on another cloud. */
import { nearest } from '../config/nearest.ts';
import type { Rule } from './rule.ts';

/** https://docs.aws.amazon.com/general/latest/gr/s3.html (2026) */
const regions: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'cn-north-1',
  'cn-northwest-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
  'sa-east-1',
  'us-gov-east-1',
  'us-gov-west-1',
];

/** Also of regions that came since, and of the sovereign ones, such as `eusc-de-east-1`. */
const plausible = /^[a-z]{2,4}(-[a-z]+){1,2}-[0-9]{1,2}$/;

export const stateRegion: Rule = {
  id: 'state/region',
  states: 'An S3 bucket of the state is named with a region of AWS, unless the deployment lies in it.',
  check: ({ config, cloud }) => {
    const { state } = config;
    if (state.backend !== 's3') return [];
    const found = state.region ?? (cloud.catalogue.stateBackend === 's3' ? undefined : config.region);
    if (found === undefined || regions.includes(found)) return [];
    const path = 'state.region';
    const base = { rule: stateRegion.id, path, required: 'a region of AWS such as us-east-1' } as const;
    const source = 'https://docs.aws.amazon.com/general/latest/gr/s3.html';
    if (state.region === undefined) {
      return [
        {
          ...base,
          severity: 'error',
          message: `${path} is missing: S3 has no region ${found}, in which the deployment lies`,
          fix: { text: `add ${path}: the region of the bucket` },
          source,
        },
      ];
    }
    const similar = nearest(found, regions);
    return [
      {
        ...base,
        severity: plausible.test(found) ? 'warning' : 'error',
        message: `${found} is not among the known regions of AWS${similar ? `; the nearest is ${similar}` : ''}`,
        found,
        ...(similar === undefined
          ? { fix: { text: `set ${path} to the region of the bucket` } }
          : {
              nearest: similar,
              fix: { text: `set ${path}: ${similar}`, set: [{ path, value: similar }] },
            }),
        source,
      },
    ];
  },
};
