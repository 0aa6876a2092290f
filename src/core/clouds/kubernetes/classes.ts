/** What a change of each resource type inside of a cluster means, and of those that belong to no cloud. */
import { changed } from '../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../plan/classify/resource-class.ts';
import { downtime, interrupts, quietly, unnoticed } from '../../plan/classify/rows.ts';
import { noPostgresAt, walFooterAt } from '../../plan/classify/switches.ts';

const helm = 'https://helm.sh/docs/helm/helm_upgrade/';
const rolling = 'https://kubernetes.io/docs/tutorials/kubernetes-basics/update/update-intro/';
const namespaces = 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/';

const values = 'values.*.{json}';

export const clusterClasses: ResourceClasses = {
  helm_release: {
    noun: 'installed services',
    replaced: interrupts(
      'API and Brainstore are taken down and installed again: down for some minutes, and caches start cold',
      helm,
    ),
    destroyed: interrupts('API and Brainstore are taken down', helm),
    rows: [
      ...downtime(
        ['chart', 'version'],
        'API and Brainstore are upgraded pod by pod; Brainstore nodes load their caches anew, and a format of data may become newer',
        helm,
      ),
      {
        path: 'values',
        when: changed,
        kind: 'downtime',
        severity: 'notice',
        consequence: 'pods whose settings change are restarted one after the other',
        source: rolling,
      },
    ],
    oneWay: [
      ...walFooterAt(`${values}.brainstoreWalFooterVersion`),
      ...noPostgresAt(`${values}.skipPgForBrainstoreObjects`),
    ],
  },
  kubernetes_namespace_v1: {
    noun: 'namespace',
    replaced: interrupts(
      'everything in the namespace is deleted and installed again: API and Brainstore are down for some minutes',
      namespaces,
    ),
    destroyed: interrupts('everything in the namespace is deleted: API and Brainstore are down', namespaces),
  },
  kubernetes_secret_v1: {
    noun: 'secrets of the pods',
    replaced: interrupts(
      'pods that start meanwhile wait for it: seconds',
      'modules/kubernetes/pod-secret.ts',
    ),
    destroyed: interrupts('pods that start do not come up', 'modules/kubernetes/pod-secret.ts'),
    rows: downtime(
      ['data_wo_revision'],
      'pods are restarted one after the other with the new secrets',
      'modules/kubernetes/pod-secret.ts',
      'notice',
    ),
  },
  random_id: {
    noun: 'suffix of a name',
    replaced: quietly(
      'what carries it in its name is made anew, and is told by itself',
      'modules/gcp/random.ts',
    ),
  },
  ...unnoticed(['terraform_data', 'mark between steps']),
};
