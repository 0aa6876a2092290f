import { expect, it } from 'vitest';
import { failures } from '../../../../../src/core/clouds/gcp/failures.ts';
import { explain } from '../../../../../src/core/terraform/explain.ts';

/** As google 6.50 says it: https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/transport/config.go */
it.each([
  "Attempted to load application default credentials since neither `credentials` nor `access_token` was set in the provider block.  No credentials loaded. To use your gcloud credentials, run 'gcloud auth application-default login'",
  'storage.NewClient() failed: dialing: google: could not find default credentials. See https://cloud.google.com/docs/authentication/external/set-up-adc for more information',
])('has somebody sign in who has not: %s', (text) => {
  expect(explain([text], failures)).toMatchObject({ code: 'google-credentials-missing', kind: 'access' });
});

it.each([
  "error unmarshaling credentials: invalid character 'c' looking for beginning of value",
  "unable to parse credentials from '{}': missing 'type' field in credentials",
  'error loading credentials: open /nope.json: no such file or directory',
  "storage.NewClient() failed: dialing: missing 'type' field in credentials",
])('knows credentials that are none from a failure of terraform: %s', (text) => {
  expect(explain([text], failures)).toMatchObject({
    code: 'google-credentials-unreadable',
    kind: 'access',
    hint: expect.stringContaining('GOOGLE_CREDENTIALS'),
  });
});

it('asks for credentials of AWS where the state alone is kept there', () => {
  const text =
    'No valid credential sources found\nPlease see https://developer.hashicorp.com/terraform/language/backend/s3';
  expect(explain([text], failures)).toMatchObject({ code: 'state-credentials-missing', kind: 'access' });
});
