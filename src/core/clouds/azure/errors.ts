import { BtError } from '../../../errors.ts';

/** The rules find it sooner; without its disks there is no volume to ask for. */
export function nodeTypeUnknown(path: string, name: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'node-type-unknown',
    message: `${path} is ${name}, which has no local NVMe or whose disks are not known, so Brainstore's cache has no size`,
    hint: 'choose a size whose disks are known, such as Standard_D32plds_v6, or write the sizes of a pod',
  });
}

export function databaseMissing(): BtError {
  return new BtError({
    kind: 'access',
    code: 'database-missing',
    message: 'the state has no database, so there is none to take a backup of',
    hint: 'see what is deployed: bt-dataplane status',
  });
}

export function backupSlow(name: string, minutes: number, last: string): BtError {
  return new BtError({
    kind: 'access',
    code: 'backup-slow',
    message: `the backup ${name} could not be used after ${minutes} minutes (${last})`,
    hint: 'Azure goes on with it by itself: run this again, which waits for the same backup',
  });
}
