/** Steps that did not come right in their time, with what to do. */
import { BtError } from '../../../../errors.ts';

export function providersNotRegistered(names: readonly string[], subscription: string, why: string): BtError {
  const commands = names.map(
    (name) => `az provider register --wait --namespace ${name} --subscription ${subscription}`,
  );
  return new BtError({
    kind: 'access',
    code: 'resource-providers-not-registered',
    message: `the subscription ${subscription} is not registered for ${names.join(', ')}: ${why}`,
    hint: `whoever may do it for the whole subscription runs: ${commands.join(' && ')}`,
  });
}

export function restartInVain(server: string, parameters: readonly string[]): BtError {
  return new BtError({
    kind: 'access',
    code: 'database-restart-in-vain',
    message: `${server} was restarted, but ${parameters.join(', ')} still waits for a restart`,
    hint: `look at its parameters, and restart it: az postgres flexible-server restart --ids ${server}`,
  });
}

export function storageMissing(nodes: readonly string[], minutes: number): BtError {
  return new BtError({
    kind: 'access',
    code: 'local-storage-missing',
    message: `after ${minutes} minutes the driver of the NVMe disks (Azure Container Storage) is missing on ${nodes.join(', ')}`,
    hint: 'look at its pods: kubectl --namespace kube-system get pods, and at the extension acstor of the cluster',
  });
}

export function nodesMissing(pools: readonly string[], minutes: number): BtError {
  return new BtError({
    kind: 'access',
    code: 'brainstore-nodes-missing',
    message: `after ${minutes} minutes the cluster has no node with the label braintrust.dev/pool = ${pools.join(', ')}`,
    hint: 'a pool without nodes is most often short of quota or of machines: see the events of its scale set; a cluster of your own needs the labels',
  });
}

export function connectionMissing(service: string, minutes: number, exists: boolean): BtError {
  return new BtError({
    kind: 'access',
    code: 'private-link-connection-missing',
    message: exists
      ? `Front Door has not asked for a connection to ${service} within ${minutes} minutes`
      : `${service} is not there after ${minutes} minutes; the cluster makes it for the Service braintrust-api`,
    hint: exists
      ? 'look at the origin of Front Door in the portal'
      : 'its events say why: kubectl get events --all-namespaces --field-selector involvedObject.name=braintrust-api',
  });
}

export function connectionNotApproved(name: string, status: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'private-link-not-approved',
    message: `the connection ${name} of Front Door is ${status} instead of Approved`,
    hint: `somebody refused or removed it; delete it, and Front Door asks anew: az network private-endpoint-connection delete --yes --id ${name}`,
  });
}

export function noAnswer(url: string, last: string, minutes: number): BtError {
  return new BtError({
    kind: 'unhealthy',
    code: 'front-door-silent',
    message: `${url} did not answer with a 2xx within ${minutes} minutes; the last answer was: ${last}`,
    hint: 'see whether the API is well: kubectl --namespace NAMESPACE get pods; and in the portal the health of the origin of Front Door',
  });
}
