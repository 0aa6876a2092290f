import { expect, it } from 'vitest';
import { aws } from '../../../../../src/core/clouds/aws/cloud.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

it('hides the secret parts of credentials in variables, and not the id of the key', async () => {
  const vars = {
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'canary-secret',
    AWS_SESSION_TOKEN: 'canary-session',
  };
  expect(await aws.credentialSecrets?.(memoryEnv({ vars }))).toEqual(['canary-secret', 'canary-session']);
  expect(await aws.credentialSecrets?.(memoryEnv({ vars: { AWS_PROFILE: 'ops' } }))).toEqual([]);
});
