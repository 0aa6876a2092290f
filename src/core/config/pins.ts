/** What a release's pointers named when they were looked up, and for which release and region that holds. */
import * as z from 'zod';
import type { Cloud, Pinned } from '../clouds/cloud.ts';
import type { Config } from './schema.ts';

export const pinsSchema = z.strictObject({
  release: z.string(),
  region: z.string(),
  artefacts: z.record(z.string(), z.string()),
});

export type Pins = Readonly<z.infer<typeof pinsSchema>>;

/** What a lock file says of pins. */
interface Pinning {
  readonly pins?: Pins | undefined;
}

/**
 * Object keys of up to 1,024 bytes, image digests, chart names: nothing that terraform or a shell would read as its own.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
 */
export function isArtefact(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9./_@:+=-]{0,1023}$/.test(text) && !text.includes('..');
}

/** The pins that hold for a configuration; undefined unless everything that the cloud needs is among them. */
export function pinsFor(cloud: Cloud, config: Config, lock: Pinning | undefined): Pinned | undefined {
  const held = heldPins(config, lock);
  if (cloud.pins === undefined) return undefined;
  return cloud.pins.names.every((name) => Object.hasOwn(held, name)) ? held : undefined;
}

/** Those of the lock file that were made for the configuration's release and region, be they all or not. */
export function heldPins({ release, region }: Config, lock: Pinning | undefined): Pinned {
  const pins = lock?.pins;
  return pins?.release === release && pins.region === region ? pins.artefacts : {};
}

/** In the order in which they are written. */
export function inOrder({ release, region, artefacts }: Pins): Pins {
  const sorted = Object.entries(artefacts).sort(([a], [b]) => (a < b ? -1 : 1));
  return { release, region, artefacts: Object.fromEntries(sorted) };
}
