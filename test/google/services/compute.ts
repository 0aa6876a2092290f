import { type Collection, collectionRoutes, keyOf, store } from '../collection.ts';
import { ApiError, invalid, notFound } from '../errors.ts';
import { list, part, type Resource, text } from '../json.ts';
import { computeOperation, operationRoutes } from '../operations.ts';
import type { Call, Route, Service } from '../route.ts';

const link = 'https://www.googleapis.com/compute/v1/';

/** What every resource of Compute Engine has. Numbers of 64 bits are text. */
function common(kind: string): NonNullable<Collection['computed']> {
  return (call, key, given) => ({
    kind: `compute#${kind}`,
    id: `${7_000_000_000_000 + call.cloud.next()}`,
    creationTimestamp: call.cloud.now(),
    selfLink: `${link}${key.slice('compute/'.length)}`,
    description: given.description ?? '',
    ...(call.names.region === undefined
      ? {}
      : { region: `${link}projects/${call.cloud.project}/regions/${call.names.region}` }),
  });
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/networks */
const networks: Collection = {
  path: 'projects/{project}/global/networks',
  listed: 'items',
  id: { body: 'name' },
  operation: computeOperation,
  computed: (call, key, given) => ({
    ...common('network')(call, key, given),
    selfLinkWithId: `${link}projects/${call.cloud.project}/global/networks/${call.cloud.next()}`,
    networkFirewallPolicyEnforcementOrder: 'AFTER_CLASSIC_FIREWALL',
    routingConfig: { routingMode: 'REGIONAL', bgpBestPathSelectionMode: 'LEGACY' },
  }),
  derived: (call, key) => ({
    subnetworks: named(call, 'subnetworks').flatMap((subnetwork) =>
      sameThing(subnetwork.network, key) ? [subnetwork.selfLink ?? null] : [],
    ),
  }),
  // Answers of the real service: "The network resource … is already being used by …", RESOURCE_IN_USE_BY_ANOTHER_RESOURCE.
  checkDelete: (call, key) => {
    for (const [user, resource] of call.cloud.resources)
      if (user !== key && usesNetwork(user) && sameThing(networkOf(resource), key)) throw inUse(key, user);
  },
  // Peerings, a private connection among them, are part of their network and go with it.
  effect: (call, verb, key) => {
    if (verb === 'delete')
      call.cloud.remove(
        `servicenetworking/servicenetworking.googleapis.com/${key.slice(key.lastIndexOf('/') + 1)}`,
      );
  },
};

/** https://cloud.google.com/compute/docs/reference/rest/v1/subnetworks */
const subnetworks: Collection = {
  path: 'projects/{project}/regions/{region}/subnetworks',
  listed: 'items',
  id: { body: 'name' },
  operation: computeOperation,
  guard: 'fingerprint',
  computed: (call, key, given) => ({
    ...common('subnetwork')(call, key, given),
    purpose: 'PRIVATE',
    stackType: 'IPV4_ONLY',
    privateIpGoogleAccess: false,
    privateIpv6GoogleAccess: 'DISABLE_GOOGLE_ACCESS',
    allowSubnetCidrRoutesOverlap: false,
    gatewayAddress: text(given.ipCidrRange).replace(/\.\d+\/\d+$/, '.1'),
  }),
  derived: (_call, _key, { logConfig }) => ({
    network: full(_call, _call.body.network ?? _call.cloud.resources.get(_key)?.network),
    // Absent flow logs are told as switched off; the interval and the rest have defaults once they are on.
    logConfig:
      part(logConfig).enable === true
        ? {
            aggregationInterval: 'INTERVAL_5_SEC',
            flowSampling: 0.5,
            metadata: 'INCLUDE_ALL_METADATA',
            filterExpr: 'true',
            ...part(logConfig),
          }
        : { enable: false },
    enableFlowLogs: part(logConfig).enable === true,
  }),
  check: (call, given, old) => {
    if (old === undefined) mustExist(call, given.network);
    const ranges = [
      given.ipCidrRange,
      ...list(given.secondaryIpRanges).map((range) => part(range).ipCidrRange),
    ];
    if (old === undefined && new Set(ranges).size !== ranges.length) throw invalid('IP ranges overlap');
  },
  checkDelete: (call, key) => {
    for (const [user, resource] of call.cloud.resources)
      if (
        /^container\/.*\/clusters\/[^/]+$/.test(user) &&
        sameThing(part(resource.networkConfig).subnetwork, key)
      )
        throw inUse(key, user);
  },
};

/** https://cloud.google.com/compute/docs/reference/rest/v1/routers: NAT is a list inside of it. */
const routers: Collection = {
  path: 'projects/{project}/regions/{region}/routers',
  listed: 'items',
  id: { body: 'name' },
  operation: computeOperation,
  computed: (call, key, given) => ({
    ...common('router')(call, key, given),
    network: full(call, given.network),
  }),
  derived: (call, _key, { network, nats }) => ({
    network: full(call, network),
    nats: list(nats).map((nat) => ({
      type: 'PUBLIC',
      endpointTypes: ['ENDPOINT_TYPE_VM'],
      enableEndpointIndependentMapping: false,
      enableDynamicPortAllocation: false,
      autoNetworkTier: 'PREMIUM',
      ...part(nat),
    })),
  }),
  check: (call, given, old) => {
    if (old === undefined) mustExist(call, given.network);
  },
};

/** https://cloud.google.com/compute/docs/reference/rest/v1/globalAddresses */
const globalAddresses: Collection = {
  path: 'projects/{project}/global/addresses',
  listed: 'items',
  id: { body: 'name' },
  operation: computeOperation,
  computed: (call, key, given) => ({
    ...common('address')(call, key, given),
    status: 'RESERVED',
    addressType: 'EXTERNAL',
    // Google's choice; a range for peering is one of its private ranges.
    address:
      given.purpose === 'VPC_PEERING'
        ? `10.${100 + (call.cloud.next() % 100)}.0.0`
        : `203.0.113.${call.cloud.next() % 250}`,
    ...(given.addressType === 'INTERNAL' ? {} : { networkTier: 'PREMIUM', ipVersion: 'IPV4' }),
    labelFingerprint: '42WmSpB8rSM=',
  }),
  derived: (call, _key, { network }) => (network === undefined ? {} : { network: full(call, network) }),
  check: (call, given) => {
    if (given.network !== undefined) mustExist(call, given.network);
  },
  // A range can be deleted under a private connection: "existing connections stay active".
  // https://cloud.google.com/vpc/docs/configure-private-services-access#removing-allocation
};

/** https://cloud.google.com/compute/docs/reference/rest/v1/firewalls */
const firewalls: Collection = {
  path: 'projects/{project}/global/firewalls',
  listed: 'items',
  id: { body: 'name' },
  operation: computeOperation,
  changes: ['PATCH', 'PUT'],
  computed: (call, key, given) => ({
    ...common('firewall')(call, key, given),
    direction: 'INGRESS',
    priority: 1000,
    disabled: false,
  }),
  derived: (call, _key, { network, logConfig }) => ({
    network: full(call, network),
    logConfig:
      part(logConfig).enable === true
        ? { metadata: 'INCLUDE_ALL_METADATA', ...part(logConfig) }
        : { enable: false },
  }),
  check: (call, given, old) => {
    if (old === undefined) mustExist(call, given.network);
  },
};

/** Changes with a path of their own. */
const verbs: readonly Route[] = [
  setLabels(globalAddresses),
  onSubnetwork('expandIpCidrRange', ({ ipCidrRange }) => ({ ipCidrRange: ipCidrRange ?? null })),
  onSubnetwork('setPrivateIpGoogleAccess', ({ privateIpGoogleAccess }) => ({
    privateIpGoogleAccess: privateIpGoogleAccess ?? false,
  })),
];

/** https://cloud.google.com/compute/docs/reference/rest/v1/ */
export const compute: Service = {
  name: 'compute',
  api: 'compute.googleapis.com',
  variable: 'GOOGLE_COMPUTE_CUSTOM_ENDPOINT',
  base: 'compute/v1/',
  routes: [
    ...verbs,
    ...[networks, subnetworks, routers, globalAddresses, firewalls].flatMap(collectionRoutes),
    ...operationRoutes(
      'projects/{project}/global/operations/{operation}',
      'projects/{project}/regions/{region}/operations/{operation}',
    ),
    {
      method: 'POST',
      pattern: 'projects/{project}/{place=**}/operations/{operation}/wait',
      answer: (call) => call.cloud.operations.get(keyOf(call, call.path.replace(/\/wait$/, ''))) ?? {},
    },
    {
      method: 'GET',
      pattern: 'projects/{project}',
      answer: ({ cloud }) => ({ kind: 'compute#project', id: cloud.projectNumber, name: cloud.project }),
    },
    {
      // Three zones in every region, which is what most have. https://cloud.google.com/compute/docs/regions-zones
      method: 'GET',
      pattern: 'projects/{project}/zones',
      answer: (call) => {
        const region =
          /region(?: eq|=)\W*([\w-]+)/.exec(call.query.get('filter') ?? '')?.[1] ?? 'us-central1';
        return { items: ['a', 'b', 'c'].map((zone) => ({ name: `${region}-${zone}`, status: 'UP' })) };
      },
    },
    {
      // The instance groups behind a node pool, from which its size is read.
      method: 'GET',
      pattern: 'projects/{project}/zones/{zone}/instanceGroupManagers/{name}',
      answer: (call) => call.cloud.find(keyOf(call)),
    },
  ],
};

function setLabels(row: Collection): Route {
  return {
    method: 'POST',
    pattern: `${row.path}/{id}/setLabels`,
    answer: (call) => {
      const key = keyOf(call, call.path.replace(/\/setLabels$/, ''));
      const old = call.cloud.find(key);
      if (call.body.labelFingerprint !== old.labelFingerprint)
        throw new ApiError(412, 'Labels fingerprint either invalid or resource labels have changed');
      const labelFingerprint = Buffer.from(`labels ${call.cloud.next()}`).toString('base64');
      return store(row, call, key, { ...old, labels: call.body.labels ?? {}, labelFingerprint });
    },
  };
}

function onSubnetwork(verb: string, change: (body: Resource) => Resource): Route {
  return {
    method: 'POST',
    pattern: `${subnetworks.path}/{id}/${verb}`,
    answer: (call) => {
      const key = keyOf(call, call.path.replace(/\/[^/]+$/, ''));
      return store(subnetworks, call, key, { ...call.cloud.find(key), ...change(call.body) });
    },
  };
}

/** Names, partial paths and links are all the same thing to Compute Engine; it answers with links. */
function full(call: Call, reference: Resource[string] | undefined): string {
  const written = text(reference).replace(/^https:\/\/[^/]+\/compute\/v1\//, '');
  if (written === '') return '';
  return `${link}${written.includes('/') ? written : `projects/${call.cloud.project}/global/networks/${written}`}`;
}

/** Throws when the network that a request names is not there. */
export function mustExist(call: Call, reference: Resource[string] | undefined): void {
  const path = full(call, reference).slice(link.length);
  if (!call.cloud.resources.has(`compute/${path}`)) throw notFound(path);
}

/** Whether a reference, in whatever form, names what has this key. */
export function sameThing(reference: Resource[string] | undefined, key: string): boolean {
  const written = text(reference);
  return written !== '' && key.endsWith(written.replace(/^https:\/\/[^/]+\/compute\/v1\//, ''));
}

function named(call: Call, kind: string): readonly Resource[] {
  return [...call.cloud.resources]
    .filter(([key]) => key.includes(`/${kind}/`))
    .map(([, resource]) => resource);
}

function usesNetwork(key: string): boolean {
  return /^compute\/.*\/(subnetworks|routers|addresses|firewalls)\/|^(sqladmin|redis|container)\//.test(key);
}

function networkOf(resource: Resource): Resource[string] | undefined {
  return (
    part(part(resource.settings).ipConfiguration).privateNetwork ??
    resource.authorizedNetwork ??
    part(resource.networkConfig).network ??
    resource.network
  );
}

function inUse(key: string, user: string): ApiError {
  const name = (of: string) => of.slice(of.indexOf('/') + 1);
  return new ApiError(400, `The resource '${name(key)}' is already being used by '${name(user)}'`);
}
