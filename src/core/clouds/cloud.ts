/**
 * The one interface at which clouds meet. Everything that differs between clouds is behind it; nothing else in `src/`
 * asks which cloud it has. A further cloud is a folder beside this file and a row in `registry.ts`.
 */
import type { RenderedStack } from '../../../modules/core/render.ts';
import type { Env } from '../../env.ts';
import type { CloudId, Config, PartialConfig, Profile } from '../config/schema.ts';
import type { ResourceClasses } from '../plan/classify/resource-class.ts';
import type { Release } from '../releases/catalogue.ts';
import type { Catalogue } from '../requirements/catalogue.ts';
import type { Rule } from '../rules/rule.ts';
import type { Explanation } from '../terraform/explain.ts';
import type { ImportRules } from '../terraform/import-ids.ts';
import type { State, StateResource } from '../terraform/state.ts';

/** Whose credentials are in use. */
export interface Identity {
  /** Account, project or subscription. */
  readonly account: string;
  /** The user or role, as the cloud names it. */
  readonly principal: string;
  /** The variable that names the account, where a variable and not the credentials do. */
  readonly variable?: string;
}

export interface RenderContext {
  readonly env: Env;
  /** The folder of the configuration file, absolute: paths in it are relative to this. */
  readonly folder: string;
  /** An empty folder of the renderer's own, removed afterwards. */
  readonly scratch: string;
  readonly release: Release;
  /** What the release's pointers name, when it is known; without it the stacks look it up themselves. */
  readonly pins?: Pinned | undefined;
}

/** Fixed artefacts by name, such as a package's name and the key of its archive. */
export type Pinned = Readonly<Record<string, string>>;

/** Artefacts that a release names by a moving pointer. They are looked up once, and the lock file pins them. */
export interface PinSource {
  /** Plain words for all of them, such as `function packages`. */
  readonly noun: string;
  /** What has to be pinned; fewer names are as good as none. */
  readonly names: readonly string[];
  /** Looks all of them up; throws kind `access` when one cannot be had. */
  lookUp(config: Config, release: Release, env: Env): Promise<Pinned>;
  /** All of them as they are deployed. What is not deployed gets a name that nothing has: only for taking things down. */
  deployed(release: Release, resources: readonly StateResource[]): Pinned;
}

/** What a step may know. */
export interface StepContext {
  readonly config: Config;
  readonly env: Env;
  /** The stored state of its stack. */
  readonly state: State;
  /** Addresses of its stack that the plan at hand changes, or has just changed. */
  readonly changing: readonly string[];
  /** Aborted at a signal: a step that waits stops then. */
  readonly signal: AbortSignal;
  /** A stored output of any stack; undefined while there is none. */
  output(stack: string, name: string): Promise<unknown>;
}

/** Something that no provider can do, done by us beside terraform. */
export interface StageStep {
  /** Kebab-case, such as `service-agents`. */
  readonly id: string;
  /** The stack that it belongs to. */
  readonly stack: string;
  /** Before that stack's plan is applied, if it has changes; or after that, and then also where the stack has no changes. */
  readonly when: 'before' | 'after';
  /** What it does, for the plan screen; such as `has Google make the service agents of Cloud SQL and Cloud Storage`. */
  readonly text: string;
  /**
   * Whether it has been done. Asked at every plan, so it is quick; and it contacts nothing as long as the state of its stack
   * is empty, because a first plan does not. Throws kind `access` when it cannot tell.
   */
  isDone(context: StepContext): Promise<boolean>;
  /** Does it, and says what it waits for. Doing it twice must be the same as once. */
  run(context: StepContext, progress: (text: string) => void): Promise<void>;
}

/** What watching a deployment, or copying its database, may know. */
export interface RolloutContext {
  readonly config: Config;
  readonly env: Env;
  /** Aborted when the run is stopped, or the time is over. */
  readonly signal: AbortSignal;
  /** The stored state of a stack; an empty one where there is none. */
  state(stack: string): Promise<State>;
  /** A stored output of any stack; undefined while there is none. */
  output(stack: string, name: string): Promise<unknown>;
}

/** How far what was applied has come: terraform may be done while old nodes still serve. */
export interface Rollout {
  /** `unseen` is what others install: nothing here tells how far it is. */
  readonly state: 'done' | 'running' | 'failed' | 'unseen';
  /** One line for a person, such as `readers: 1 of 3 nodes run the present launch template`. */
  readonly text: string;
  /** Every node has run what was applied since then; undefined while that is not so, or not known. */
  readonly since?: Date;
}

export interface SnapshotContext extends RolloutContext {
  /** What the copy is called: the same name again means the same copy. 1 to 60 of a-z, 0-9 and `-`, beginning with a letter. */
  readonly name: string;
}

/** A copy of the database that can be restored from. */
export interface Snapshot {
  /** As the cloud names it. */
  readonly id: string;
  /** How to go back to it: sentences, and commands in lines that begin with two blanks. */
  readonly restore: string;
  /** When it was taken; an earlier run may have done so under the same name. */
  readonly taken?: Date;
}

/** The Helm values of a deployment, for whoever installs the chart in another way. Holds no secret. */
export interface HelmValuesDocument {
  /** `oci://…`, or a path on this machine. */
  readonly chart: string;
  /** Exact. */
  readonly version: string;
  readonly namespace: string;
  readonly values: unknown;
  /** What has to be added by hand, one sentence each. Default: - nothing. */
  readonly notes?: readonly string[];
}

export interface Cloud {
  readonly id: CloudId;
  /** Name for a person, such as `AWS`. */
  readonly title: string;
  /** What a profile fills in; every key of the configuration that is neither required nor optional. */
  defaults(profile: Profile): PartialConfig;
  /** Rules of the configuration that only this cloud has. */
  readonly rules: readonly Rule[];
  /** Machine types with their figures. */
  readonly catalogue: Catalogue;
  /** Renders the stacks in the order in which they are applied. Loads the construct library on first use. */
  render(config: Config, context: RenderContext): Promise<readonly RenderedStack[]>;
  /** Asks the cloud whose credentials are in use; throws kind `access` when there are none. */
  identify(config: Config, env: Env): Promise<Identity>;
  /** The secret parts of the environment's credentials: providers quote what they cannot use. Contacts nothing. */
  credentialSecrets?(env: Env): Promise<readonly string[]>;
  /** The account that the configuration names, if it names one. */
  expectedAccount(config: Config): string | undefined;
  /** The newest value of a stored secret; undefined while there is none. Throws kind `access` when it may not be read. */
  readSecret?(secret: string, env: Env): Promise<string | undefined>;
  /** Variables that redirect the provider's calls, to be named on every plan screen. */
  endpointVariables(vars: Env['vars']): readonly { readonly name: string; readonly value: string }[];
  /** Absent where releases name nothing by a moving pointer. */
  readonly pins?: PinSource | undefined;
  /** What a change of each resource type means, by type; every type that the stacks use is in it. */
  readonly resourceClasses: ResourceClasses;
  /**
   * Attributes, by resource type, that must be set before the type can be destroyed with its data: deletion protection off,
   * buckets emptied, no final snapshot. `destroy` applies them in a step of its own. Objects and lists of objects are nested
   * blocks: the state is compared with them, but no override can set them, so `liftLocals` has to.
   */
  readonly liftProtection: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Locals of the stacks that take protection away inside nested blocks, with the values that do so. */
  readonly liftLocals?: Readonly<Record<string, unknown>>;
  /**
   * Variables that terraform and its helpers need besides those that they find; they win over what is inherited. `tokenFile`
   * is where a credential goes that a helper takes from a file only: removed when the run ends.
   */
  environment?(config: Config, env: Env, tokenFile: string): Promise<Readonly<Record<string, string>>>;
  /** What is done besides terraform, in this order. */
  readonly steps?: readonly StageStep[];
  /** How far what was applied has come. Changes nothing; throws kind `access` when it cannot be told. */
  rollout(context: RolloutContext): Promise<Rollout>;
  /**
   * Copies the database, and waits until one can restore from the copy. What has been copied under that name is not copied
   * again. Throws kind `access` where there is no database, or the cloud refuses. Absent where we cannot do it.
   */
  snapshot?(context: SnapshotContext, progress: (text: string) => void): Promise<Snapshot>;
  /** Where the API answers, without a slash at the end; undefined where it has no name that is known outside the cluster. */
  apiUrl(context: RolloutContext): Promise<string | undefined>;
  /** The Helm values; absent where nothing is installed by Helm. */
  helmValues?(
    config: Config,
    context: { readonly env: Env; readonly release: Release; readonly pins?: Pinned | undefined },
  ): Promise<HelmValuesDocument>;
  /** Failures of terraform that this cloud's provider is known for, with what to do. */
  readonly failures?: readonly Explanation[];
  /** By resource type: how a resource that is in no state is imported. Types that are not listed go by their id. */
  readonly importIds?: ImportRules;
  /** What the cloud keeps for a while after everything is destroyed, one sentence each. */
  readonly leftovers?: readonly string[];
}
