import { keyOf } from '../collection.ts';
import { ApiError, invalid, notFound } from '../errors.ts';
import { list, part, type Resource, text } from '../json.ts';
import { operationRoutes } from '../operations.ts';
import type { Call, Service } from '../route.ts';

/**
 * Private connections; a network has at most one per service. Networks are named by project NUMBER here, and a connection
 * has no name of its own: it is found by its network. https://cloud.google.com/service-infrastructure/docs/service-networking/reference/rest/v1/services.connections
 */
export const serviceNetworking: Service = {
  name: 'servicenetworking',
  api: 'servicenetworking.googleapis.com',
  variable: 'GOOGLE_SERVICE_NETWORKING_CUSTOM_ENDPOINT',
  base: 'v1/',
  routes: [
    {
      method: 'POST',
      pattern: 'services/{service}/connections',
      answer: (call) => {
        const network = networkName(call, call.body.network);
        checkRanges(call);
        if (connectionOf(call, network) !== undefined)
          throw new ApiError(
            400,
            'Cannot modify allocated ranges in CreateConnection. Please use UpdateConnection.',
          );
        return written(call, network);
      },
    },
    {
      method: 'PATCH',
      pattern: 'services/{service}/connections/{name}',
      answer: (call) => {
        checkRanges(call);
        return written(call, networkName(call, call.body.network));
      },
    },
    {
      method: 'GET',
      pattern: 'services/{service}/connections',
      answer: (call) => {
        const found = connectionOf(call, text(call.query.get('network')));
        return found === undefined ? {} : { connections: [found] };
      },
    },
    {
      method: 'POST',
      pattern: 'services/{service}/connections/{name}',
      answer: (call) => {
        const network = networkName(call, call.body.consumerNetwork);
        const user = userOf(call, network);
        // https://github.com/hashicorp/terraform-provider-google/issues/19908: the producer's services may linger for days.
        if (user !== undefined)
          throw invalid(
            `Failed to delete connection; Producer services (e.g. CloudSQL) are still using this connection: ${user}`,
          );
        call.cloud.remove(keyFor(call, network));
        return done(call, {});
      },
    },
    ...operationRoutes('operations/{operation}'),
  ],
};

function networkName(call: Call, network: Resource[string] | undefined): string {
  const found = /^projects\/([^/]+)\/global\/networks\/([^/]+)$/.exec(text(network));
  if (found?.[1] !== call.cloud.projectNumber)
    throw invalid(`network '${text(network)}' must be projects/{project number}/global/networks/{name}`);
  const path = `projects/${call.cloud.project}/global/networks/${found[2]}`;
  if (!call.cloud.resources.has(`compute/${path}`)) throw notFound(path);
  return text(network);
}

function checkRanges(call: Call): void {
  for (const range of list(call.body.reservedPeeringRanges)) {
    const address = call.cloud.resources.get(
      `compute/projects/${call.cloud.project}/global/addresses/${text(range)}`,
    );
    if (address?.purpose !== 'VPC_PEERING') throw invalid(`Could not find allocated range '${text(range)}'`);
  }
}

function keyFor(call: Call, network: string): string {
  return `servicenetworking/${call.names.service}/${network.slice(network.lastIndexOf('/') + 1)}`;
}

function connectionOf(call: Call, network: string): Resource | undefined {
  return call.cloud.resources.get(keyFor(call, network));
}

function written(call: Call, network: string): Resource {
  const connection = {
    network,
    reservedPeeringRanges: call.body.reservedPeeringRanges ?? [],
    service: `services/${call.names.service}`,
    peering: 'servicenetworking-googleapis-com',
  };
  call.cloud.resources.set(keyFor(call, network), connection);
  return done(call, connection);
}

function userOf(call: Call, network: string): string | undefined {
  const name = network.slice(network.lastIndexOf('/') + 1);
  for (const [key, resource] of call.cloud.resources) {
    const used = part(part(resource.settings).ipConfiguration).privateNetwork ?? resource.authorizedNetwork;
    if (/^(sqladmin|redis)\//.test(key) && text(used).endsWith(`/${name}`)) return key;
  }
  return undefined;
}

function done(call: Call, response: Resource): Resource {
  const name = `operations/pssn.${call.cloud.next()}`;
  const operation = { name, done: true, response };
  call.cloud.operations.set(keyOf(call, name), operation);
  return operation;
}
