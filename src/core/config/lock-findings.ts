/** What can be wrong with a lock file, seen from the configuration beside it. */
import type * as z from 'zod';
import type { Finding } from '../findings/finding.ts';
import { describe } from './describe.ts';
import { found } from './shape/found.ts';
import { placeIn } from './source/source.ts';
import type { SourceNode } from './source/tree.ts';

const freezeAnew =
  'delete the lock file, then run bt-dataplane plan to freeze the values anew, and review the difference';

export function lockVersionUnknown(root: SourceNode, key: string, version: number): Finding {
  return {
    rule: 'config/lock-format',
    severity: 'error',
    message: `the lock file cannot be read: ${key} is missing, or not as this version of the program writes it`,
    path: key,
    place: placeIn(root, key),
    required: `lockVersion ${version}, name, cloud, profile and values`,
    fix: { text: `restore the committed lock file, or ${freezeAnew}` },
  };
}

/** What is wrong with any file, but not what to do about this one: `init` would not bring the frozen values back. */
export function inLockFile(finding: Finding): Finding {
  if (finding.rule !== 'config/empty' && finding.rule !== 'config/not-a-mapping') return finding;
  const fix = { text: `restore the committed lock file, or ${freezeAnew}` };
  return { ...finding, message: 'the lock file holds no frozen values', fix };
}

export function lockKeyUnknown(node: SourceNode, path: string, name: string): Finding {
  return {
    rule: 'config/lock-unknown-key',
    severity: 'error',
    message: `${name} is not a value that this version of bt-dataplane freezes`,
    path,
    place: node.keyPlace,
    found: name,
    fix: { text: 'remove the line, or use the version of bt-dataplane that wrote it' },
  };
}

export function lockValueInvalid(node: SourceNode, path: string, schema: z.ZodType): Finding {
  const value = found(node, []);
  return {
    rule: 'config/lock-value',
    severity: 'error',
    message: 'the frozen value is not one that the configuration allows',
    path,
    place: node.place,
    required: describe(schema),
    ...(value === undefined ? {} : { found: value }),
    fix: { text: 'restore the committed value, or remove the line to freeze the default anew' },
  };
}

export function lockPinInvalid(node: SourceNode, path: string): Finding {
  const value = found(node, []);
  return {
    rule: 'config/lock-value',
    severity: 'error',
    message: 'the pinned name is not one that an artefact can have',
    path,
    place: node.place,
    required: 'letters, digits and ./_-@:+=, as the vendor names its artefacts',
    ...(value === undefined ? {} : { found: value }),
    fix: { text: 'restore the committed value, or remove all of `pins` and run bt-dataplane plan' },
  };
}

/** The lock was made for another deployment: its values would silently size this one. */
export function lockMismatch(
  root: SourceNode,
  key: 'name' | 'cloud' | 'profile',
  locked: string,
  written: string,
): Finding {
  return {
    rule: 'config/lock-mismatch',
    severity: 'error',
    message: `the lock file was made for ${key} ${locked}, the configuration says ${written}`,
    path: key,
    place: placeIn(root, key),
    required: written,
    found: locked,
    fix: { text: `set ${key} back to ${locked} in the configuration, or ${freezeAnew}` },
  };
}
