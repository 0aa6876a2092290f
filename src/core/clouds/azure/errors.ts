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
