/** AWS: Lambda for the API, EC2 with local NVMe for Brainstore. */
import { urlIn } from '../api-url.ts';
import type { Cloud } from '../cloud.ts';
import { awsCatalogue } from './catalogue.ts';
import { resourceClasses } from './classes.ts';
import { awsDefaults } from './defaults.ts';
import { endpointVariables } from './endpoints.ts';
import { failures, leftovers } from './failures.ts';
import { importIds } from './import-ids.ts';
import { liftProtection } from './lift-protection.ts';
import { functionPackages } from './packages.ts';
import { stackName } from './props.ts';
import { awsRules } from './rules/index.ts';

export const aws: Cloud = {
  id: 'aws',
  title: 'AWS',
  defaults: awsDefaults,
  rules: awsRules,
  catalogue: awsCatalogue,
  render: async (config, context) => (await import('./render.ts')).renderAws(config, context),
  rollout: async (context) => (await import('./rollout.ts')).rolloutOfPools(context),
  snapshot: async (context, progress) =>
    (await import('./snapshot.ts')).snapshotOfDatabase(context, progress),
  apiUrl: (context) => urlIn(context, stackName),
  identify: async (config, env) => (await import('./identity.ts')).identify(config.region, env),
  credentialSecrets: async ({ vars }) =>
    [vars.AWS_SECRET_ACCESS_KEY, vars.AWS_SESSION_TOKEN].filter((value) => value !== undefined),
  expectedAccount: (config) => config.account.id,
  endpointVariables,
  pins: functionPackages,
  resourceClasses,
  liftProtection,
  failures,
  leftovers,
  importIds,
};
