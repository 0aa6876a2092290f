import { type Collection, collectionRoutes, keyOf } from '../collection.ts';
import { ApiError, invalid } from '../errors.ts';
import { list, part, type Resource, text } from '../json.ts';
import type { Service } from '../route.ts';

/** https://cloud.google.com/dns/docs/reference/rest/v1/managedZones */
const zones: Collection = {
  path: 'projects/{project}/managedZones',
  id: { body: 'name' },
  computed: (call) => ({
    kind: 'dns#managedZone',
    id: String(call.cloud.next()),
    creationTime: call.cloud.now(),
    visibility: 'public',
    nameServers: ['a', 'b', 'c', 'd'].map((letter) => `ns-cloud-${letter}1.googledomains.com.`),
  }),
  // A zone begins with its own two records.
  effect: (call, verb, key, { dnsName }) => {
    if (verb !== 'create') return;
    for (const type of ['NS', 'SOA'])
      call.cloud.resources.set(`${key}/rrsets/${text(dnsName)} ${type}`, {
        kind: 'dns#resourceRecordSet',
        name: dnsName ?? '',
        type,
        ttl: 21600,
        rrdatas: [],
      });
  },
  checkDelete: (call, key) => {
    if (call.cloud.children(`${key}/rrsets`).length > 2)
      throw invalid(
        `The resource named '${text(key)}' cannot be deleted because it contains one or more resource records.`,
      );
  },
};

/**
 * Records change by lists of additions and deletions. https://cloud.google.com/dns/docs/reference/rest/v1/changes
 *
 * No `/dns/` in the endpoint: the provider takes every one out, and with it the end of the host's name.
 * https://github.com/hashicorp/terraform-provider-google/blob/v6.50.0/google/transport/config.go (NewDnsClient)
 */
export const dns: Service = {
  name: 'clouddns',
  api: 'dns.googleapis.com',
  variable: 'GOOGLE_DNS_CUSTOM_ENDPOINT',
  base: 'v1/',
  again: 'dns/v1/',
  routes: [
    ...collectionRoutes(zones),
    {
      method: 'GET',
      pattern: `${zones.path}/{zone}/rrsets`,
      answer: (call) => {
        const [name, type] = [call.query.get('name'), call.query.get('type')];
        return {
          kind: 'dns#resourceRecordSetsListResponse',
          rrsets: call.cloud
            .children(keyOf(call))
            .filter(
              (record) => (name === null || record.name === name) && (type === null || record.type === type),
            ),
        };
      },
    },
    {
      method: 'POST',
      pattern: `${zones.path}/{zone}/changes`,
      answer: (call) => {
        const zone = keyOf(call, call.path.replace(/\/changes$/, ''));
        const domain = text(call.cloud.find(zone).dnsName);
        for (const record of list(call.body.deletions).map(part)) {
          const key = keyFor(zone, record);
          if (!call.cloud.resources.has(key))
            throw new ApiError(404, `The 'entity.change.deletions' resource record set does not exist`);
          call.cloud.remove(key);
        }
        for (const record of list(call.body.additions).map(part)) {
          if (!text(record.name).endsWith(`.${domain}`) && record.name !== domain)
            throw invalid(`'${text(record.name)}' is not in the zone ${domain}`);
          const key = keyFor(zone, record);
          if (call.cloud.resources.has(key))
            throw new ApiError(409, `The resource record set '${text(record.name)}' already exists`);
          call.cloud.resources.set(key, { kind: 'dns#resourceRecordSet', ...record });
        }
        const id = String(call.cloud.next());
        const change: Resource = {
          kind: 'dns#change',
          id,
          status: 'done',
          startTime: call.cloud.now(),
          additions: [...list(call.body.additions)],
          deletions: [...list(call.body.deletions)],
        };
        call.cloud.operations.set(`${zone}/changes/${id}`, change);
        return change;
      },
    },
    {
      method: 'GET',
      pattern: `${zones.path}/{zone}/changes/{change}`,
      answer: (call) => call.cloud.operations.get(keyOf(call)) ?? call.cloud.find(keyOf(call)),
    },
  ],
};

function keyFor(zone: string, record: Resource): string {
  return `${zone}/rrsets/${text(record.name)} ${text(record.type)}`;
}
