import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gcpNames } from '../../../modules/gcp/naming.ts';

/** What the configuration lets through. */
const names = fc.stringMatching(/^[a-z]([a-z0-9-]{0,16}[a-z0-9])?$/);

describe('names of a deployment', () => {
  it('follow from project and name alone', () => {
    expect(gcpNames('acme-prod', 'braintrust')).toEqual({
      brainstoreBucket: 'braintrust-brainstore-8cded3',
      apiBucket: 'braintrust-api-8cded3',
      apiAccount: 'braintrust-bt-api',
      brainstoreAccount: 'braintrust-brainstore',
      nodeAccount: 'braintrust-bt-nodes',
      apiAccountEmail: 'braintrust-bt-api@acme-prod.iam.gserviceaccount.com',
      brainstoreAccountEmail: 'braintrust-brainstore@acme-prod.iam.gserviceaccount.com',
      cluster: 'braintrust-gke',
      secrets: {
        postgresPassword: 'braintrust-postgres-password',
        postgresUrl: 'braintrust-postgres-url',
        redisUrl: 'braintrust-redis-url',
        functionSecretKey: 'braintrust-function-secret-key',
        licenseKey: 'braintrust-license-key',
      },
      apiAddress: 'braintrust-api',
      certificateMap: 'braintrust-api',
    });
  });

  it('differ between projects where the whole world shares them', () => {
    const [one, two] = ['acme-prod', 'acme-test'].map((project) => gcpNames(project, 'braintrust'));
    expect(one?.brainstoreBucket).not.toBe(two?.brainstoreBucket);
    expect(one?.cluster).toBe(two?.cluster);
  });

  it('name accounts of a domain-scoped project as Google does', () => {
    expect(gcpNames('example.com:acme', 'a').apiAccountEmail).toBe(
      'a-bt-api@acme.example.com.iam.gserviceaccount.com',
    );
  });

  it('keep to the lengths and letters that Google takes, from the shortest to the longest', () => {
    fc.assert(
      fc.property(names, (name) => {
        const made = gcpNames('acme-prod', name);
        // https://cloud.google.com/iam/docs/service-accounts-create
        for (const account of [made.apiAccount, made.brainstoreAccount, made.nodeAccount]) {
          expect(account).toMatch(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);
        }
        // https://cloud.google.com/storage/docs/buckets#naming
        for (const bucket of [made.brainstoreBucket, made.apiBucket]) {
          expect(bucket).toMatch(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/);
        }
        // https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters
        expect(made.cluster).toMatch(/^[a-z][a-z0-9-]{0,38}[a-z0-9]$/);
      }),
    );
  });
});
