/** What a bundle was made of, and for: everything that has to be the same when it is applied. */
import * as z from 'zod';

/** Of the container and of the manifest. */
export const bundleFormat = 1;

const digest = z.string();

const stack = z.strictObject({
  name: z.string(),
  /** Rendered files, override files among them; paths relative to the deployment's folder. */
  files: z.array(z.strictObject({ path: z.string(), sha256: digest })),
  /** Exact versions by address. */
  providers: z.record(z.string(), z.string()),
  /** Of `.terraform.lock.hcl`; null where the stack needs no provider. */
  providerLock: digest.nullable(),
  /** Where the state is when it is a local file, since the plan holds that path; else null. */
  localState: z.string().nullable(),
  state: z.strictObject({ lineage: z.string().nullable(), serial: z.number() }),
  /** The plan's file in the bundle; null where the stack is only foretold. */
  plan: z.strictObject({ member: z.string(), sha256: digest, bytes: z.number() }).nullable(),
  /** Why it is only foretold; null where there is a plan. */
  prediction: z.strictObject({ waitsFor: z.array(z.string()), because: z.string().optional() }).nullable(),
});

export const bundleManifest = z.strictObject({
  formatVersion: z.literal(bundleFormat),
  /** Version of this program. */
  tool: z.string(),
  /** ISO 8601, UTC. */
  made: z.string(),
  deployment: z.string(),
  cloud: z.string(),
  region: z.string(),
  profile: z.string(),
  release: z.string(),
  terraform: z.string(),
  account: z.string(),
  /** Variables that send the provider's calls elsewhere, with their values. */
  endpoints: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  config: digest,
  /** Files that the configuration builds on; paths relative to its folder. */
  bases: z.array(z.strictObject({ path: z.string(), sha256: digest })),
  /** Null where there is no lock file. */
  lock: digest.nullable(),
  overrides: z.array(z.strictObject({ name: z.string(), source: z.string(), sha256: digest })),
  /** Over the rendered stacks. */
  rendered: z.string(),
  /** Digest of what the plan does. */
  effect: z.string(),
  /** In the order in which they are applied. */
  stacks: z.array(stack),
});

export type BundleManifest = Readonly<z.infer<typeof bundleManifest>>;
export type BundleStack = Readonly<z.infer<typeof stack>>;
