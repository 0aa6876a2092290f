import { BtError } from '../../../errors.ts';

export function reservedText(text: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'reserved-text',
    message: `the configuration contains the text "${text}"; "TfToken[" is reserved for the library that renders it`,
    hint: 'write it without "TfToken["',
  });
}

/** The rules find it sooner; without the size of its disks there is no size for Brainstore's cache. */
export function nodeTypeUnknown(path: string, name: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'node-type-unknown',
    message: `${path} is ${name}, which has no local NVMe disks or is not in the catalogue, so Brainstore's cache has no size`,
    hint: 'choose a type with local NVMe disks, such as c8gd.8xlarge',
  });
}
