/** How the Helm and Kubernetes providers fail, on every cloud that has a cluster. */
import type { Explanation } from '../../terraform/explain.ts';

export const clusterFailures: readonly Explanation[] = [
  {
    code: 'cluster-unreachable',
    kind: 'access',
    // Calls of the Kubernetes API, and not of any other host.
    pattern:
      /Kubernetes cluster unreachable|"https:\/\/[^"\s]*\/apis?\/[^"\s]*": (dial tcp|net\/http|context deadline)/i,
    hint: 'the control plane does not answer from here: see `cluster.access` and `cluster.authorizedRanges`, or run this from inside the network',
  },
  // A run that was killed while helm waited leaves the release pending, and helm then refuses every further one.
  {
    code: 'helm-release-pending',
    kind: 'terraform',
    pattern: /another operation \(install\/upgrade\/rollback\) is in progress/,
    hint: "an earlier run was killed while helm waited; when no other run is at work, remove its mark: kubectl --namespace NAMESPACE delete secret --selector 'owner=helm,status in (pending-install,pending-upgrade)'",
  },
];
