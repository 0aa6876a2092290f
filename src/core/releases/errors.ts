import { BtError } from '../../errors.ts';

export function releaseUnknown(version: string, newest: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'release-unknown',
    message: `this program does not know the data-plane release ${version}, so it cannot tell which packages belong to it`,
    hint: `set release: "${newest}", the newest that it knows, or update bt-dataplane`,
  });
}
