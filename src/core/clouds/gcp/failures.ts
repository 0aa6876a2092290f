/** How the Google, Helm and Kubernetes providers fail, and what Google keeps. Texts are those of google 6.50 and of the APIs. */
import type { Explanation } from '../../terraform/explain.ts';
import { clusterFailures } from '../kubernetes/failures.ts';

export const failures: readonly Explanation[] = [
  {
    code: 'google-credentials-missing',
    kind: 'access',
    pattern:
      /could not find default credentials|No credentials loaded|Attempted to load application default credentials/i,
    hint: 'sign in with: gcloud auth application-default login; or set GOOGLE_APPLICATION_CREDENTIALS or GOOGLE_OAUTH_ACCESS_TOKEN',
  },
  // What a variable holds is neither JSON nor the path of a file that is there.
  {
    code: 'google-credentials-unreadable',
    kind: 'access',
    pattern:
      /error unmarshaling credentials|unable to parse credentials|error loading credentials|storage\.NewClient\(\) failed: dialing/i,
    hint: 'GOOGLE_CREDENTIALS, or what else names a key, holds neither the JSON of a key nor the path of its file; correct it, or unset it and sign in with: gcloud auth application-default login',
  },
  {
    code: 'google-credentials-invalid',
    kind: 'access',
    pattern:
      /invalid_grant|Error 401: .*(authentication|credential)|UNAUTHENTICATED|invalid authentication credentials/i,
    hint: 'the credentials ran out or are not known; sign in again with: gcloud auth application-default login',
  },
  {
    code: 'gke-plugin-missing',
    kind: 'access',
    pattern:
      /executable gke-gcloud-auth-plugin not found|exec: "?gke-gcloud-auth-plugin"?: executable file not found/i,
    hint: 'install the plugin that signs in to the cluster: gcloud components install gke-gcloud-auth-plugin, or the package google-cloud-cli-gke-gcloud-auth-plugin',
  },
  {
    code: 'google-api-disabled',
    kind: 'access',
    pattern: /SERVICE_DISABLED|has not been used in project .* before or it is disabled/,
    hint: 'Google has not taken the enabling of the API everywhere yet; wait some minutes, then run this again',
  },
  {
    code: 'service-agent-missing',
    kind: 'access',
    pattern: /Service account service-[0-9]+@[a-z0-9.-]+ does not exist/,
    hint: (text) => {
      const agent = /service-[0-9]+@[a-z0-9.-]+/.exec(text)?.[0] ?? 'the service agent';
      return `Google has not made ${agent} yet; wait a minute, then run this again`;
    },
  },
  {
    code: 'google-quota',
    kind: 'access',
    pattern: /Quota '?[A-Z0-9_-]+'? exceeded|QUOTA_EXCEEDED|RESOURCE_EXHAUSTED/,
    hint: 'raise the quota that Google names under IAM & Admin > Quotas; Brainstore needs CPUS-PER-VM-FAMILY and LOCAL-SSD-TOTAL-GB-PER-VM-FAMILY of its machines, twice while a release is rolled out',
  },
  {
    code: 'google-stockout',
    kind: 'terraform',
    pattern: /ZONE_RESOURCE_POOL_EXHAUSTED|does not have enough resources available to fulfill|GCE_STOCKOUT/,
    hint: 'Google has no such machine left in a zone at the moment: name other zones in `cluster.zones`, another `instanceType`, or try later',
  },
  {
    code: 'machine-type-not-here',
    kind: 'terraform',
    pattern:
      /[Mm]achine type (with name )?'?[a-z0-9-]+'? (does not exist|is not available|is not supported) in zone/,
    hint: "not every zone has every machine: list those that do with gcloud compute machine-types list --filter='name=TYPE', and name them in `cluster.zones`",
  },
  {
    code: 'google-permission-missing',
    kind: 'access',
    pattern: /Error 403|PERMISSION_DENIED|Permission '[a-zA-Z.]+' denied|forbidden/i,
    hint: (text) => {
      const permission = /(?:Permission|permission:?) '?([a-z][a-zA-Z]+\.[a-zA-Z.]+)'?/.exec(text)?.[1];
      return permission === undefined
        ? 'give the deploying account the right that Google names'
        : `give the deploying account the permission ${permission}`;
    },
  },
  ...clusterFailures,
  {
    code: 'already-exists',
    kind: 'terraform',
    pattern: /Error 409|alreadyExists|already exists|cannot re-use a name that is still in use/i,
    hint: 'something of this name exists that the state does not know. Of another deployment: take another `name`. Of this one, whose state was lost or whose run was killed: restore the state, or in the rendered folder terraform import what the errors name',
  },
  {
    code: 'state-bucket-missing',
    kind: 'access',
    pattern: /bucket doesn't exist|storage: bucket doesn.t exist|The specified bucket does not exist/i,
    hint: 'make the bucket of `state.bucket` first, or correct its name; bt-dataplane does not make state buckets',
  },
];

/**
 * https://cloud.google.com/kms/docs/destroy-restore, https://cloud.google.com/storage/docs/soft-delete,
 * https://github.com/hashicorp/terraform-provider-google/issues/19908
 */
export const leftovers: readonly string[] = [
  'the key ring stays for good, and versions of the key wait for 30 days before they are gone; until then `gcloud kms keys versions restore` brings one back',
  'deleted buckets can be restored for seven days',
  "the connection of the network to Google's services is let go of, not deleted; it ends with the network",
];
