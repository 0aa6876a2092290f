import { at, text } from '../../google/json.ts';
import { properties } from '../cloud.ts';
import { usableKey } from '../customer-key.ts';
import { conflict, invalid } from '../errors.ts';
import { accepted } from '../operation.ts';
import { parameters } from '../postgres-parameters.ts';
import type { ResourceType } from '../resource-type.ts';

/** Every change is an operation. */
const slow = { create: 202, update: 202, delete: 202 } as const;

const server = 'Microsoft.DBforPostgreSQL/flexibleServers';

/** https://learn.microsoft.com/rest/api/postgresql */
export const postgres: readonly ResourceType[] = [
  {
    type: server,
    statuses: slow,
    hidden: ['properties.administratorLoginPassword', 'properties.createMode'],
    defaults: () => ({
      properties: {
        availabilityZone: '1',
        minorVersion: '5',
        storage: { type: '', iops: 0, autoGrow: 'Disabled' },
        authConfig: { activeDirectoryAuth: 'Disabled', passwordAuth: 'Enabled' },
        backup: { backupRetentionDays: 7, geoRedundantBackup: 'Disabled' },
        highAvailability: { mode: 'Disabled', state: 'NotEnabled' },
        maintenanceWindow: { customWindow: 'Disabled', dayOfWeek: 0, startHour: 0, startMinute: 0 },
        network: { publicNetworkAccess: 'Enabled' },
        dataEncryption: { type: 'SystemManaged' },
        replicationRole: 'Primary',
        replica: { role: 'Primary', capacity: 5 },
      },
    }),
    computed: ({ place }, resource) => ({
      properties: {
        fullyQualifiedDomainName: `${place.name}.postgres.database.azure.com`,
        state: 'Ready',
        ...(at(resource, 'properties.highAvailability.mode') === 'Disabled'
          ? {}
          : { highAvailability: { state: 'Healthy', standbyAvailabilityZone: standby(resource) } }),
      },
    }),
    check: ({ cloud }, given, old) => {
      const key = text(at(given, 'properties.dataEncryption.primaryKeyURI'));
      if (key !== '')
        usableKey(cloud, key, text(at(given, 'properties.dataEncryption.primaryUserAssignedIdentityId')));
      const was = Number(at(old, 'properties.storage.storageSizeGB') ?? 0);
      const size = Number(at(given, 'properties.storage.storageSizeGB') ?? was);
      // https://learn.microsoft.com/azure/postgresql/compute-storage/concepts-storage
      if (size < was) throw invalid('Storage size cannot be decreased.', 'StorageSizeDecreaseNotAllowed');
    },
    // https://learn.microsoft.com/rest/api/postgresql/servers/restart: the answer comes before the restart is done.
    actions: {
      restart: (call) => {
        for (const each of call.cloud.children(call.id, 'configurations'))
          call.cloud.put(text(each.id), {
            ...each,
            properties: { ...properties(each), isConfigPendingRestart: false },
          });
        return accepted(call);
      },
    },
  },
  {
    type: `${server}/databases`,
    statuses: slow,
    defaults: () => ({ properties: { charset: 'UTF8', collation: 'en_US.utf8' } }),
    checkDelete: ({ place }) => {
      if (/^(postgres|azure_maintenance|azure_sys)$/.test(place.name))
        throw invalid(`The database ${place.name} is one of the system's.`);
    },
  },
  {
    type: `${server}/configurations`,
    statuses: slow,
    stateless: true,
    // All are there from the start; a PUT changes a value, and none is ever deleted.
    implied: ({ place }) => implied(place.name),
    always: Object.keys(parameters),
    check: ({ place }, given) => {
      const { allowed } = parameters[place.name] ?? {};
      const value = text(properties(given).value);
      if (allowed !== undefined && value !== '' && !allowed.test(value))
        throw invalid(`Invalid value ${value} for ${place.name}.`, 'InvalidParameterValue');
    },
    computed: ({ place }, resource, old) => {
      const { value, source } = properties(resource);
      const known = parameters[place.name];
      const changed = value !== (old === undefined ? known?.value : properties(old).value);
      const wasPending = properties(old ?? {}).isConfigPendingRestart === true;
      return {
        properties: {
          ...properties(implied(place.name) ?? {}),
          value: value ?? known?.value ?? '',
          source: text(source) || 'user-override',
          isConfigPendingRestart: known?.dynamic !== true && (changed || wasPending),
        },
      };
    },
  },
  { type: `${server}/firewallRules` },
  {
    // https://learn.microsoft.com/rest/api/postgresql/backups-automatic-and-on-demand/create
    type: `${server}/backups`,
    statuses: slow,
    stateless: true,
    check: (_call, _given, old) => {
      if (old !== undefined)
        throw conflict('ResourceAlreadyExists', 'A backup with that name is there already.');
    },
    computed: ({ cloud }) => ({
      properties: { backupType: 'Customer On-Demand', source: 'Full', completedTime: cloud.now() },
    }),
  },
];

function implied(name: string) {
  const known = parameters[name];
  if (known === undefined) return undefined;
  return {
    properties: {
      value: known.value,
      defaultValue: known.value,
      source: 'system-default',
      dataType: known.dataType,
      isDynamicConfig: known.dynamic,
      isReadOnly: false,
      isConfigPendingRestart: false,
    },
  };
}

function standby(resource: Parameters<NonNullable<ResourceType['computed']>>[1]): string {
  const { mode, standbyAvailabilityZone } = (at(resource, 'properties.highAvailability') ?? {}) as Record<
    string,
    string
  >;
  const own = text(properties(resource).availabilityZone);
  if (mode === 'SameZone') return own;
  return text(standbyAvailabilityZone) || (own === '2' ? '1' : '2');
}
