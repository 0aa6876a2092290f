import { digest } from '../cloud.ts';
import { type Collection, collectionRoutes, keyOf } from '../collection.ts';
import { ApiError, invalid } from '../errors.ts';
import { at, filled, list, merged, part, type Resource, text } from '../json.ts';
import { operationRoutes, sqlOperation } from '../operations.ts';
import { requireConnection, requireKeyGrant } from '../private-services.ts';
import type { Call, Service } from '../route.ts';
import { agentOf } from './project.ts';

/** https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1beta4/instances */
const instances: Collection = {
  path: 'projects/{project}/instances',
  listed: 'items',
  id: { body: 'name' },
  operation: sqlOperation,
  changes: ['PATCH', 'PUT'],
  // Settings are replaced as one piece, what the instance is stays.
  replaced: (old, given) => ({ ...old, ...given }),
  writeOnly: ['rootPassword'],
  computed: (call, key, given) => {
    const name = key.slice(key.lastIndexOf('/') + 1);
    const { project, projectNumber } = call.cloud;
    return {
      kind: 'sql#instance',
      state: 'RUNNABLE',
      instanceType: 'CLOUD_SQL_INSTANCE',
      backendType: 'SECOND_GEN',
      project,
      createTime: call.cloud.now(),
      gceZone: `${text(given.region)}-a`,
      connectionName: `${project}:${text(given.region)}:${name}`,
      selfLink: `https://sqladmin.googleapis.com/sql/v1beta4/${key.slice('sqladmin/'.length)}`,
      serviceAccountEmailAddress: `p${projectNumber}-${digest({ name })
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '0')
        .slice(0, 6)}@gcp-sa-cloud-sql.iam.gserviceaccount.com`,
      databaseInstalledVersion: `${text(given.databaseVersion)}_R20260101.00_00`,
      maintenanceVersion: `${text(given.databaseVersion)}_R20260101.00_00`,
      serverCaCert: {
        kind: 'sql#sslCert',
        certSerialNumber: '0',
        cert: certificate,
        commonName: 'ca',
        sha1Fingerprint: '00',
        instance: name,
      },
      ipAddresses: addresses(call, given),
      sqlNetworkArchitecture: 'NEW_NETWORK_ARCHITECTURE',
    };
  },
  derived: (call, key, instance) => {
    const settings = part(instance.settings);
    const old = part(call.cloud.resources.get(key)?.settings);
    return {
      settings: {
        ...filled(defaults(instance), settings),
        kind: 'sql#settings',
        settingsVersion: String(Number(text(old.settingsVersion) || '0') + 1),
      },
      etag: digest(settings),
    };
  },
  check: (call, given, old) => {
    if (old === undefined && call.cloud.spentSqlNames.has(text(given.name)))
      // https://cloud.google.com/sql/docs/postgres/delete-instance: the name is reserved for a week.
      throw new ApiError(
        409,
        `The Cloud SQL instance already exists. When you delete an instance, you can't reuse the name of the deleted instance until one week from the deletion date.`,
      );
    const whole = merged(old ?? {}, given) as Resource;
    const version = at(given, 'settings.settingsVersion');
    if (
      old !== undefined &&
      version !== undefined &&
      text(version) !== text(at(old, 'settings.settingsVersion'))
    )
      throw new ApiError(412, 'Condition does not match: settingsVersion');
    checkTier(whole);
    const network = at(whole, 'settings.ipConfiguration.privateNetwork');
    if (network !== undefined) requireConnection(call, network);
    else if (at(whole, 'settings.ipConfiguration.ipv4Enabled') === false)
      throw invalid('At least one of Public IP or Private IP or PSC connectivity must be enabled.');
    if (old === undefined)
      requireKeyGrant(
        call,
        at(given, 'diskEncryptionConfiguration.kmsKeyName'),
        agentOf(call, 'sqladmin.googleapis.com'),
      );
    const [size, before] = [at(whole, 'settings.dataDiskSizeGb'), at(old, 'settings.dataDiskSizeGb')];
    if (Number(text(size)) < Number(text(before))) throw invalid('Disk size cannot be decreased.');
  },
  checkDelete: (_call, _key, { settings }) => {
    if (part(settings).deletionProtectionEnabled === true)
      throw invalid('The instance is protected. Please disable the deletion protection and try again.');
  },
  effect: (call, verb, key, { name }) => {
    if (verb === 'delete') call.cloud.spentSqlNames.add(text(name));
    if (verb === 'create')
      for (const user of [{ name: 'postgres' }])
        call.cloud.resources.set(`${key}/users/${user.name}`, userOf(key, { ...user, type: 'BUILT_IN' }));
  },
};

/** https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1beta4/databases */
const databases: Collection = {
  path: `${instances.path}/{instance}/databases`,
  listed: 'items',
  id: { body: 'name' },
  operation: sqlOperation,
  computed: (call, key, { name }) => ({
    kind: 'sql#database',
    charset: 'UTF8',
    collation: 'en_US.UTF8',
    instance: call.names.instance ?? '',
    project: call.cloud.project,
    selfLink: `https://sqladmin.googleapis.com/sql/v1beta4/${key.slice('sqladmin/'.length)}`,
    etag: digest({ name: name ?? '' }),
  }),
};

/** A backup that a person asks for. https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1beta4/backupRuns */
const backupRuns: Collection = {
  path: `${instances.path}/{instance}/backupRuns`,
  listed: 'items',
  id: { made: (call) => String(1_700_000_000_000 + call.cloud.next()) },
  operation: sqlOperation,
  changes: [],
  computed: (call, key) => {
    const instance = call.cloud.find(key.slice(0, key.indexOf('/backupRuns/')));
    const now = call.cloud.now();
    return {
      kind: 'sql#backupRun',
      id: key.slice(key.lastIndexOf('/') + 1),
      instance: call.names.instance ?? '',
      type: 'ON_DEMAND',
      status: 'SUCCESSFUL',
      backupKind: 'SNAPSHOT',
      location: text(instance.region),
      databaseVersion: text(instance.databaseVersion),
      diskEncryptionConfiguration: part(instance.diskEncryptionConfiguration),
      ...{ enqueuedTime: now, startTime: now, endTime: now, windowStartTime: now },
    };
  },
};

const users = `${instances.path}/{instance}/users`;

/** https://cloud.google.com/sql/docs/postgres/admin-api/rest/v1beta4/ */
export const sql: Service = {
  name: 'sqladmin',
  api: 'sqladmin.googleapis.com',
  variable: 'GOOGLE_SQL_CUSTOM_ENDPOINT',
  base: 'sql/v1beta4/',
  routes: [
    ...collectionRoutes(instances),
    ...collectionRoutes(databases),
    ...collectionRoutes(backupRuns),
    ...operationRoutes('projects/{project}/operations/{operation}'),
    {
      method: 'GET',
      pattern: users,
      answer: (call) => {
        call.cloud.find(keyOf(call, call.path.replace(/\/users$/, '')));
        return { kind: 'sql#usersList', items: [...call.cloud.children(keyOf(call))] };
      },
    },
    {
      // A user who is there gets the new password: insert sets what is given, as the console does with `postgres`.
      method: 'POST',
      pattern: users,
      answer: (call) => putUser(call, call.body),
    },
    {
      // The user is a query parameter.
      method: 'PUT',
      pattern: users,
      answer: (call) => {
        const name = text(call.query.get('name'));
        call.cloud.find(`${keyOf(call)}/${name}`);
        return putUser(call, { ...call.body, name });
      },
    },
    {
      method: 'DELETE',
      pattern: users,
      answer: (call) => {
        const key = `${keyOf(call)}/${text(call.query.get('name'))}`;
        call.cloud.find(key);
        call.cloud.remove(key);
        return sqlOperation(call, 'delete', key);
      },
    },
  ],
};

function putUser(call: Call, given: Resource): Resource {
  const instance = keyOf(call, call.path.replace(/\/users$/, ''));
  const flags = list(part(call.cloud.find(instance).settings).databaseFlags).map(part);
  const iam = flags.some(({ name, value }) => name === 'cloudsql.iam_authentication' && value === 'on');
  // https://cloud.google.com/sql/docs/postgres/create-edit-iam-instances
  if (text(given.type).startsWith('CLOUD_IAM') && !iam)
    throw invalid('IAM authentication is not enabled for the instance: cloudsql.iam_authentication');
  const key = `${instance}/users/${text(given.name)}`;
  call.cloud.resources.set(key, userOf(instance, given));
  return sqlOperation(call, 'create', key);
}

/** Passwords are never shown. */
function userOf(instance: string, given: Resource): Resource {
  const { password: _, ...rest } = given;
  return {
    kind: 'sql#user',
    etag: digest(rest),
    host: '',
    instance: instance.slice(instance.lastIndexOf('/') + 1),
    project: instance.split('/')[2] ?? '',
    ...rest,
  };
}

/** Enterprise Plus is the default from PostgreSQL 16 on. https://cloud.google.com/sql/docs/postgres/editions-intro */
function editionOf(instance: Resource): string {
  const written = text(at(instance, 'settings.edition'));
  if (written !== '') return written;
  return Number(text(instance.databaseVersion).replace('POSTGRES_', '')) >= 16
    ? 'ENTERPRISE_PLUS'
    : 'ENTERPRISE';
}

/** https://cloud.google.com/sql/docs/postgres/machine-series-overview: each edition has tiers of its own. */
function checkTier(instance: Resource): void {
  const tier = text(at(instance, 'settings.tier'));
  const plus = /^db-(perf-optimized|c4a|memory-optimized)/.test(tier);
  const edition = editionOf(instance);
  if (plus !== (edition === 'ENTERPRISE_PLUS'))
    throw invalid(`Invalid Tier (${tier}) for (${edition}) Edition.`);
  if (edition !== 'ENTERPRISE_PLUS' && at(instance, 'settings.dataCacheConfig.dataCacheEnabled') === true)
    throw invalid('Data cache is only supported for ENTERPRISE_PLUS edition.');
}

/** What the service adds to settings that leave it open. Numbers of 64 bits are text. */
function defaults(instance: Resource): Resource {
  return {
    edition: editionOf(instance),
    pricingPlan: 'PER_USE',
    replicationType: 'SYNCHRONOUS',
    activationPolicy: 'ALWAYS',
    availabilityType: 'ZONAL',
    dataDiskType: 'PD_SSD',
    dataDiskSizeGb: '10',
    storageAutoResize: true,
    storageAutoResizeLimit: '0',
    connectorEnforcement: 'NOT_REQUIRED',
    deletionProtectionEnabled: false,
    backupConfiguration: {
      kind: 'sql#backupConfiguration',
      enabled: false,
      startTime: '04:00',
      transactionLogRetentionDays: editionOf(instance) === 'ENTERPRISE_PLUS' ? 14 : 7,
      transactionalLogStorageState: 'CLOUD_STORAGE',
      backupRetentionSettings: {
        retentionUnit: 'COUNT',
        retainedBackups: editionOf(instance) === 'ENTERPRISE_PLUS' ? 15 : 7,
      },
      backupTier: 'STANDARD',
    },
    ipConfiguration: {
      ipv4Enabled: true,
      sslMode: 'ALLOW_UNENCRYPTED_AND_ENCRYPTED',
      requireSsl: false,
      serverCaMode: 'GOOGLE_MANAGED_INTERNAL_CA',
    },
    locationPreference: { kind: 'sql#locationPreference', zone: text(instance.gceZone) },
  };
}

function addresses(call: Call, given: Resource): Resource[] {
  const ip = part(part(given.settings).ipConfiguration);
  const last = (call.cloud.next() % 200) + 2;
  return [
    ...(ip.ipv4Enabled === false ? [] : [{ type: 'PRIMARY', ipAddress: `203.0.113.${last}` }]),
    ...(ip.privateNetwork === undefined ? [] : [{ type: 'PRIVATE', ipAddress: `10.100.0.${last}` }]),
  ];
}

const certificate = '-----BEGIN CERTIFICATE-----\nbm90IGEgcmVhbCBvbmU=\n-----END CERTIFICATE-----\n';
