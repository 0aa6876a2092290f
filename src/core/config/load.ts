/** From a file to a deployment, or to every reason why there is none. Contacts nothing. */
import { dirname } from 'node:path';
import type { Cloud } from '../clouds/cloud.ts';
import type { Context } from '../context.ts';
import { type Finding, hasErrors, type Place } from '../findings/finding.ts';
import { readCatalogue } from '../releases/file.ts';
import { withBases } from './bases/read.ts';
import type { Loaded } from './deployment.ts';
import type { Edit } from './edit.ts';
import { readEdited } from './edited-source.ts';
import { findConfig, lockFileOf, readConfig } from './files.ts';
import { mismatches, readLock } from './lock-file.ts';
import { otherApiVersion } from './migrations/api-version.ts';
import { withoutRemovedKeys } from './migrations/removed-keys.ts';
import { pinsFor } from './pins.ts';
import { resolve } from './resolve.ts';
import { clouds as allClouds, type CloudId, type PartialConfig, type Profile } from './schema.ts';
import { maskSecrets } from './secret-keys.ts';
import { cloudFieldFindings } from './shape/cloud-fields.ts';
import { judgeShape } from './shape/shape.ts';
import { placeIn } from './source/source.ts';
import type { SourceNode } from './source/tree.ts';

export interface LoadOptions {
  /** Path as typed, relative to the working folder; without it `bt-dataplane.yaml`, `.yml` or `.json` there. */
  readonly config?: string | undefined;
  /** Changes that hold as if they were written in the file, which stays as it is. */
  readonly edits?: readonly Edit[] | undefined;
}

/** Throws kind `config` (`config-not-found`, `config-unreadable`) when there is no file to judge. */
export async function loadDeployment(context: Context, options: LoadOptions): Promise<Loaded> {
  const { env, clouds } = context;
  const file = await findConfig(env, options.config);
  const source = readEdited(file, await readConfig(env.fs, file), options.edits ?? []);
  const { text } = source;
  const whole = await withBases(env.fs, source);
  const { root, findings: removed } = current(whole.root);
  const lockFile = lockFileOf(file);
  const lockRead = await readLock(env.fs, lockFile);
  const { catalogue, findings: refreshed } = await readCatalogue(env.fs, dirname(file));
  const read = [...source.findings, ...whole.findings];
  const shape = root
    ? judgeShape(root, read, cloudFields(root, clouds))
    : { written: undefined, findings: [] };
  const findings = [
    ...read,
    ...removed,
    ...shape.findings,
    ...(root ? cloudUnavailable(root, clouds) : []),
    ...lockRead.findings,
    ...refreshed,
    ...(shape.written ? mismatches(lockRead, shape.written) : []),
  ];
  const { written } = shape;
  const cloud = written?.cloud && clouds.get(written.cloud);
  if (!root || !isComplete(written) || !cloud || hasErrors(findings)) {
    const masked = maskSecrets(text);
    return { ok: false, file, bases: whole.bases, text: masked, findings: inOrder(file, findings) };
  }
  const { config, origins } = resolve(cloud, lockRead.lock?.values ?? {}, written);
  const placeOf = (path: string): Place => placeIn(root, path);
  const { lock } = lockRead;
  const pins = pinsFor(cloud, config, lock);
  return {
    ok: true,
    deployment: {
      ...{ file, bases: whole.bases, text, written, config, origins, cloud },
      ...{ lockFile, lock, catalogue, pins, placeOf },
    },
    findings: inOrder(file, findings),
  };
}

/** Of the present format, without keys that have no effect; a file of another format is not judged further. */
function current(root: SourceNode | undefined): {
  readonly root: SourceNode | undefined;
  readonly findings: readonly Finding[];
} {
  if (root === undefined) return { root, findings: [] };
  const other = otherApiVersion(root);
  return other ? { root: undefined, findings: [other] } : withoutRemovedKeys(root);
}

/** By file, the configuration first, then by place. */
export function inOrder(file: string, findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ place }: Finding) => (place === undefined || place.file === file ? '' : place.file);
  return findings.toSorted(
    (one, other) =>
      rank(one).localeCompare(rank(other)) ||
      (one.place?.line ?? 0) - (other.place?.line ?? 0) ||
      (one.place?.column ?? 0) - (other.place?.column ?? 0),
  );
}

type Complete = PartialConfig & { readonly cloud: CloudId; readonly profile: Profile };

function isComplete(written: PartialConfig | undefined): written is Complete {
  return written?.cloud !== undefined && written.profile !== undefined;
}

function cloudFields(root: SourceNode, clouds: ReadonlyMap<CloudId, Cloud>): readonly Finding[] {
  const cloud = clouds.get(root.children.get('cloud')?.data as CloudId);
  if (!cloud) return [];
  return cloudFieldFindings({ root, cloud });
}

function cloudUnavailable(root: SourceNode, clouds: ReadonlyMap<CloudId, Cloud>): readonly Finding[] {
  const node = root.children.get('cloud');
  const written = allClouds.find((id) => id === node?.data);
  if (!node || !written || clouds.has(written)) return [];
  const available = [...clouds.keys()].join(', ');
  return [
    {
      rule: 'config/cloud-unavailable',
      severity: 'error',
      message: `this version of bt-dataplane cannot deploy to ${written} yet; it can deploy to ${available}`,
      path: 'cloud',
      place: node.place,
      required: `one of ${available}`,
      found: written,
      fix: { text: `write one of ${available}, or look for a newer version of bt-dataplane` },
    },
  ];
}
