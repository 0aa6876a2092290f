/**
 * A snapshot of the database. Encrypted with the key of the database, as it cannot be otherwise:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CreateSnapshot.html
 */
import {
  CreateDBSnapshotCommand,
  type DBSnapshot,
  DBSnapshotNotFoundFault,
  DescribeDBSnapshotsCommand,
  InvalidDBInstanceStateFault,
  RDSClient,
} from '@aws-sdk/client-rds';
import { deploymentTag } from '../../../../modules/aws/deployment-tag.ts';
import type { StateResource } from '../../terraform/state.ts';
import type { Snapshot, SnapshotContext } from '../cloud.ts';
import { databaseMissing, snapshotOfAnother, snapshotSlow, snapshotUnusable } from './errors.ts';
import { stackName } from './props.ts';
import { asking, callEnd, sdkSettings } from './sdk.ts';

const pollMilliseconds = 15_000;
/** The first snapshot of a large volume is a whole copy; later ones are of what has changed. */
const mostMinutes = 180;

export async function snapshotOfDatabase(
  context: SnapshotContext,
  progress: (text: string) => void,
): Promise<Snapshot> {
  const { config, env, signal } = context;
  // RDS takes no two dashes in a row, which a deployment's name may have.
  const name = context.name.replaceAll(/-+/g, '-');
  const resource = await databaseOf(context);
  const database = String(resource.attributes.identifier);
  const client = new RDSClient(await sdkSettings({ variable: 'RDS', host: 'rds' }, config.region, env));
  const began = env.clock.elapsed();
  let last = 'not begun';
  try {
    for (;;) {
      const found =
        (await find(client, name, signal)) ?? (await create(client, database, { ...context, name }));
      last = typeof found === 'string' ? found : `${found.Status}, ${found.PercentProgress ?? 0} %`;
      if (typeof found !== 'string') {
        if (found.DBInstanceIdentifier !== database)
          throw snapshotOfAnother(name, database, `${found.DBInstanceIdentifier}`);
        if (found.Status === 'available') return usable(found, resource, config.region);
        if (found.Status !== 'creating') throw snapshotUnusable(name, `${found.Status}`);
      }
      if (env.clock.elapsed() - began >= mostMinutes * 60_000) throw snapshotSlow(name, mostMinutes, last);
      progress(`snapshot ${name} (${last})`);
      await env.clock.sleep(pollMilliseconds, signal);
      signal.throwIfAborted();
    }
  } finally {
    client.destroy();
  }
}

async function databaseOf({ state }: SnapshotContext): Promise<StateResource> {
  const { resources } = await state(stackName);
  const database = resources.find(({ type }) => type === 'aws_db_instance');
  if (database === undefined) throw databaseMissing();
  return database;
}

async function find(client: RDSClient, name: string, signal: AbortSignal): Promise<DBSnapshot | undefined> {
  return asking('rds:DescribeDBSnapshots', signal, async () => {
    try {
      const command = new DescribeDBSnapshotsCommand({ DBSnapshotIdentifier: name });
      return (await client.send(command, callEnd(signal))).DBSnapshots?.[0];
    } catch (error) {
      if (error instanceof DBSnapshotNotFoundFault) return undefined;
      throw error;
    }
  });
}

/** What was begun; or why it has to wait: RDS does one thing at a time with a database. */
async function create(
  client: RDSClient,
  database: string,
  { config, name, signal }: SnapshotContext,
): Promise<DBSnapshot | string> {
  return asking('rds:CreateDBSnapshot', signal, async () => {
    const command = new CreateDBSnapshotCommand({
      DBInstanceIdentifier: database,
      DBSnapshotIdentifier: name,
      Tags: Object.entries({ ...config.tags, [deploymentTag]: config.name }).map(([Key, Value]) => ({
        Key,
        Value,
      })),
    });
    try {
      return (await client.send(command, callEnd(signal))).DBSnapshot ?? 'asked for';
    } catch (error) {
      if (error instanceof InvalidDBInstanceStateFault) return 'waiting until the database is available';
      throw error;
    }
  });
}

/**
 * The restored instance takes the name of the present one, and with it the address that the services know.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_RestoreFromSnapshot.html
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_RenameInstance.html
 */
function usable(
  { DBSnapshotIdentifier: id = '', SnapshotCreateTime }: DBSnapshot,
  { address, attributes }: StateResource,
  region: string,
): Snapshot {
  const { identifier, db_subnet_group_name, parameter_group_name, instance_class } = attributes;
  const groups = [attributes.vpc_security_group_ids].flat().join(' ');
  const restore = [
    'What was written after the snapshot is lost, and nothing is served meanwhile. The database of now stays, under another name:',
    `  aws rds modify-db-instance --region ${region} --apply-immediately --db-instance-identifier ${identifier} --new-db-instance-identifier ${identifier}-before-restore`,
    'Its name and address go to a new one (with the further settings of the one of now, see aws rds describe-db-instances):',
    `  aws rds restore-db-instance-from-db-snapshot --region ${region} --db-snapshot-identifier ${id} --db-instance-identifier ${identifier} --db-instance-class ${instance_class} --db-subnet-group-name ${db_subnet_group_name} --db-parameter-group-name ${parameter_group_name} --vpc-security-group-ids ${groups} --no-publicly-accessible --copy-tags-to-snapshot`,
    'Terraform has to know the new one, in the folder of the stack:',
    `  terraform state rm ${address} && terraform import ${address} ${identifier}`,
    'Then set `release` back to what ran before the snapshot: bt-dataplane plan, and bt-dataplane apply.',
  ].join('\n');
  return { id, restore, ...(SnapshotCreateTime === undefined ? {} : { taken: SnapshotCreateTime }) };
}
