import { BtError, reasonOf } from '../../../errors.ts';
import type { Finding } from '../../findings/finding.ts';

const compare =
  'compare the source and its checksum with whom you have them from; the built-in catalogue is enough to run';

export function catalogueUnreadable(source: string, why: string): BtError {
  return stop('catalogue-unreadable', `${source} could not be read: ${why}`, 'check the path or the address');
}

/** Without the address: it may hold a password. */
export function addressRefused(): BtError {
  return stop(
    'catalogue-address',
    'a catalogue is fetched from an address that begins with https:// and holds no credentials',
    'download it by other means, and name the file',
  );
}

export function catalogueTooLarge(source: string, bytes: number): BtError {
  return stop('catalogue-too-large', `${source} is as large as ${bytes / 1024} KiB or larger`, compare);
}

export function checksumDiffers(source: string, found: string): BtError {
  return stop(
    'checksum-differs',
    `${source} has the SHA-256 ${found}, and not the one that was given`,
    compare,
  );
}

export function catalogueInvalid(source: string, at: string, why: string): BtError {
  const where = at === '' ? '' : `${at}: `;
  return stop('catalogue-invalid', `${source} is no catalogue that can be used: ${where}${why}`, compare);
}

export function catalogueUnwritable(file: string, cause: unknown): BtError {
  return new BtError({
    kind: 'config',
    code: 'catalogue-unwritable',
    message: `cannot write ${file}: ${reasonOf(cause)}`,
    hint: 'run it where the folder of the configuration is writable, and commit the file',
    cause,
  });
}

export function catalogueRejected(findings: readonly Finding[]): BtError {
  return new BtError({
    kind: 'config',
    code: 'catalogue-invalid',
    message: 'which releases there are cannot be told: the refreshed catalogue cannot be used',
    findings,
  });
}

export function releaseNotListed(release: string, list: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'release-unknown',
    message: `the catalogue has no release ${release}`,
    hint: `see what it has: ${list}`,
  });
}

function stop(code: string, message: string, hint: string): BtError {
  return new BtError({ kind: 'config', code, message: `${message}; nothing was written`, hint });
}
