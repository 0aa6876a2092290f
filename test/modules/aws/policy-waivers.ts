/**
 * Rules of checkov (https://www.checkov.io/5.Policy%20Index/terraform.html) that the production stack does not meet, each with
 * the reason. What is waived here is not asserted in `policy.test.ts`.
 */
export const waived: Readonly<Record<string, string>> = {
  // Public entry.
  CKV_AWS_59: 'the API checks tokens of Braintrust itself, which API Gateway cannot',
  CKV_AWS_258:
    'browsers, user-defined functions and nodes call AIProxy with tokens of Braintrust, not with AWS signatures',
  CKV_AWS_301: 'the same: AWS wants both permissions public for a function URL without signatures',
  CKV_AWS_174: 'CloudFront decides the TLS of its own names; with a custom domain it is TLS 1.2 or newer',
  CKV2_AWS_42: 'a custom domain is optional',
  CKV_AWS_68: 'a web ACL depends on the callers; it can be attached with an override file',
  CKV2_AWS_29: 'the same',
  CKV2_AWS_47: 'the same; nothing here runs Java',
  CKV_AWS_86: 'API Gateway logs every call already, and AIProxy its own',
  CKV_AWS_305: 'an API has no root document',
  CKV_AWS_310: 'there is one origin for each path; another region would have other data',
  CKV_AWS_374: 'callers may be anywhere',
  CKV2_AWS_32: 'the API sets its own headers, and CORS among them',
  CKV2_AWS_51: 'CloudFront presents no client certificate to API Gateway',
  CKV2_AWS_53: 'the API checks what it is sent; API Gateway has no model of its routes',
  CKV_AWS_120: 'answers belong to one caller and must not be cached',
  CKV_AWS_225: 'the same',
  CKV_AWS_73:
    'the functions send no segments, and X-Ray would keep URLs outside our key; the access log has the latency',
  // Functions.
  CKV_AWS_50: 'the same; a caller that traces is followed (PassThrough)',
  CKV_AWS_115: 'a fixed share of concurrency would throttle below the limit of the account',
  CKV_AWS_116: 'callers wait for answers, and schedules come again within ten minutes',
  CKV_AWS_272: 'the vendor does not sign its packages; the lock file pins their digests by name',
  CKV_AWS_290:
    "placing a function in a network: the same rights as AWS's own policy for it, denied to the code inside",
  CKV_AWS_355: 'the same, and actions without resource-level control; the list is asserted',
  // Network.
  CKV_AWS_382:
    'model providers, webhooks, package and image registries are anywhere; load balancers and stores have no way out',
  CKV_AWS_378: 'inside the network Brainstore speaks HTTP only',
  CKV_AWS_2: 'the same',
  CKV_AWS_103: 'the same',
  CKV_AWS_91: 'network load balancers log TLS listeners only; flow logs have the rest',
  CKV_AWS_150: 'load balancers hold no data, and one of them goes whenever a pool is set to 0 nodes',
  // Stores.
  CKV_AWS_161: 'the vendor connects with a password, which is rotated by configuration',
  CKV2_AWS_30:
    'the text of queries contains what customers logged; Performance Insights has it without values',
  CKV_AWS_31:
    'a token would be in the state (the provider has no write-only argument), and the vendor documents none',
  CKV_AWS_18: 'object-level logs are a choice of the account (CloudTrail data events); an option upstream',
  CKV_AWS_144: 'the deployment lives in one region',
  CKV2_AWS_62: 'nothing listens to events of the buckets',
  CKV2_AWS_57: 'rotation goes through the configuration, because functions and nodes must be started anew',
  CKV2_AWS_34: 'the parameter holds a public URL',
};
