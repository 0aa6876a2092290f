/** What a rendered folder contains. Repeatable byte for byte like the stacks themselves: no times, no absolute paths. */
import { sha256 } from './digest.ts';

export interface ManifestFile {
  /** Relative to the deployment's folder, with forward slashes. */
  readonly path: string;
  readonly sha256: string;
}

export interface ManifestStack {
  readonly name: string;
  readonly resources: number;
  /** Resources by the part of the data plane that they belong to. */
  readonly components: Readonly<Record<string, number>>;
  readonly files: readonly ManifestFile[];
}

export interface Manifest {
  readonly formatVersion: 1;
  /** Version of this program. */
  readonly tool: string;
  readonly deployment: string;
  readonly cloud: string;
  readonly region: string;
  readonly profile: string;
  readonly release: string;
  /** In the order in which they are applied. */
  readonly stacks: readonly ManifestStack[];
  /** Over every rendered file; equal digests mean equal bytes. */
  readonly digest: string;
}

export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export function digestOf(stacks: readonly ManifestStack[]): string {
  const lines = stacks.flatMap((stack) => stack.files.map((file) => `${file.sha256}  ${file.path}`));
  return `sha256:${sha256(lines.join('\n'))}`;
}
