import { describe, expect, it } from 'vitest';
import type { Block } from '../../helpers/synth.ts';
import { production, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

describe('identities', () => {
  it('of pods are those of the namespace, once the project has an identity pool', () => {
    const stack = infra({ ...staging, workload: { namespace: 'other' } });
    for (const [service, account] of [
      ['api', 'braintrust-api'],
      ['brainstore', 'brainstore'],
    ]) {
      const member = stack.resource(`google_service_account_iam_member.pod_identity_${service}`);
      expect(member).toMatchObject({
        role: 'roles/iam.workloadIdentityUser',
        service_account_id: `\${google_service_account.accounts_${service}.name}`,
        member: `serviceAccount:acme-data-plane.svc.id.goog[other/${account}]`,
      });
      expect(member.depends_on).toContain('google_container_cluster.cluster');
    }
  });

  it('of nodes may write logs and metrics, and nothing else', () => {
    const members = Object.values(
      infra(production).tree.resource?.google_project_iam_member ?? {},
    ) as Block[];
    const ofNodes = members.filter(
      ({ member }) => member === '${google_service_account.accounts_nodes.member}',
    );
    expect(ofNodes.map(({ role }) => role)).toEqual(['roles/container.defaultNodeServiceAccount']);
  });

  it('of the API sign URLs by themselves', () => {
    expect(infra(staging).resource('google_service_account_iam_member.accounts_api_signs')).toMatchObject({
      role: 'roles/iam.serviceAccountTokenCreator',
      service_account_id: '${google_service_account.accounts_api.name}',
      member: '${google_service_account.accounts_api.member}',
    });
  });
});
