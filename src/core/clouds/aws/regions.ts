/**
 * Lambda takes code only from a bucket of its own region, and the vendor publishes packages in these regions:
 * https://github.com/braintrustdata/terraform-aws-braintrust-data-plane/tree/v6.6.0/modules/services (postcondition).
 */
export const packageRegions = [
  'ap-northeast-1',
  'ap-south-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-2',
] as const;
