import { expect, it } from 'vitest';
import { failures } from '../../../../../src/core/clouds/azure/failures.ts';
import { explain } from '../../../../../src/core/terraform/explain.ts';

/** As azurerm 4.55 says it, in terraform's own output. */
it.each([
  [
    'azure-credentials-missing',
    'az login',
    'unable to build authorizer for Resource Manager API: could not configure AzureCli Authorizer: could not parse Azure CLI version: launching Azure CLI: exec: "az": executable file not found in $PATH',
  ],
  [
    'azure-credentials-invalid',
    'error?code=7000215',
    'clientCredentialsToken: received HTTP status 401 with response: {"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}',
  ],
  ['azure-environment-unknown', 'ARM_ENVIRONMENT', 'no environment was found with the name "moon"'],
  [
    'azure-managed-identity-missing',
    'ARM_USE_MSI',
    'building account: could not acquire access token to parse claims: ManagedIdentityAuthorizer: failed to request token from metadata endpoint: received HTTP status 400 with body: {"error":"invalid_request","error_description":"Identity not found"}',
  ],
])('is told apart: %s', (code, hint, text) => {
  expect(explain([text], failures)).toMatchObject({
    code,
    kind: 'access',
    hint: expect.stringContaining(hint),
  });
});
