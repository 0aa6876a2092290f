/** The public texts that the rules of upgrades are from. */

export const majorGuide = 'https://www.braintrust.dev/docs/admin/self-hosting/upgrade/v2.md';
export const routineGuide = 'https://www.braintrust.dev/docs/admin/self-hosting/upgrade/routine.md';
/** "Always upgrade one major version at a time." */
export const nextMajorGuide = 'https://www.braintrust.dev/docs/admin/self-hosting/upgrade/v6.md';
/** The maintainers' rules of the module: the order of log formats and of objects without PostgreSQL. */
export const moduleRules =
  'https://github.com/braintrustdata/terraform-aws-braintrust-data-plane/blob/main/AGENTS.md';
/** The pull request that brought 2.0 to the module. */
export const secondMajor = 'https://github.com/braintrustdata/terraform-aws-braintrust-data-plane/pull/230';
/** Where no public text has a word: a caution of our own. */
export const ours = 'https://www.braintrust.dev/docs/admin/self-hosting/upgrade/v2.md (the number is ours)';
