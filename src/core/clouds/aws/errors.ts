import { BtError } from '../../../errors.ts';

/** The rules find it sooner; without the size of its disks there is no size for Brainstore's cache. */
export function nodeTypeUnknown(path: string, name: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'node-type-unknown',
    message: `${path} is ${name}, which has no local NVMe disks or is not in the catalogue, so Brainstore's cache has no size`,
    hint: 'choose a type with local NVMe disks, such as c8gd.8xlarge',
  });
}

export function packageMissing(url: string, status: number, redirectedBy: string | undefined): BtError {
  return new BtError({
    kind: 'access',
    code: 'release-not-published',
    message: `the vendor's bucket answered ${status} for ${url}: the function packages of this release are not there, or may not be read`,
    hint: `check \`release\` and \`region\` in the configuration${redirectedBy === undefined ? '' : `, and whether ${redirectedBy} is meant to send the calls elsewhere`}`,
  });
}

export function packageUnreachable(
  url: string,
  reason: string,
  redirectedBy: string | undefined,
  cause?: unknown,
): BtError {
  return new BtError({
    kind: 'access',
    code: 'release-unreachable',
    message: `which function packages belong to this release could not be looked up at ${url}: ${reason}`,
    hint: `try again where this address can be reached${redirectedBy === undefined ? ' (a proxy: HTTPS_PROXY; its certificate: NODE_EXTRA_CA_CERTS)' : `, or correct ${redirectedBy}`}; once bt-dataplane plan has pinned them in the lock file, nothing is looked up`,
    cause,
  });
}

export function pointerBroken(url: string, text: string): BtError {
  const begin = JSON.stringify(text.slice(0, 60));
  return new BtError({
    kind: 'access',
    code: 'release-pointer-invalid',
    message: `${url} should say where a function package is, but ${text === '' ? 'is empty' : `it says ${begin}`}`,
    hint: 'look at that address from this machine: a proxy or a sign-in page may have answered instead of the vendor',
  });
}
