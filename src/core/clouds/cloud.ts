/**
 * The one interface at which clouds meet. Everything that differs between clouds is behind it; nothing else in `src/`
 * asks which cloud it has. A further cloud is a folder beside this file and a row in `registry.ts`.
 */
import type { RenderedStack } from '../../../modules/core/render.ts';
import type { Env } from '../../env.ts';
import type { CloudId, Config, PartialConfig, Profile } from '../config/schema.ts';
import type { Release } from '../releases/catalogue.ts';
import type { Catalogue } from '../requirements/catalogue.ts';
import type { Rule } from '../rules/rule.ts';
import type { Explanation } from '../terraform/explain.ts';

/** Whose credentials are in use. */
export interface Identity {
  /** Account, project or subscription. */
  readonly account: string;
  /** The user or role, as the cloud names it. */
  readonly principal: string;
}

/** A resource type that holds data or is costly to lose. */
export interface StatefulType {
  /** Plain words for a person: `database`, `bucket`. */
  readonly noun: string;
  /** What is lost when it is destroyed or replaced. */
  readonly loss: string;
}

export interface RenderContext {
  readonly env: Env;
  /** An empty folder of the renderer's own, removed afterwards. */
  readonly scratch: string;
  readonly release: Release;
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
  /** The account that the configuration names, if it names one. */
  expectedAccount(config: Config): string | undefined;
  /** Variables that redirect the provider's calls, to be named on every plan screen. */
  endpointVariables(vars: Env['vars']): readonly { readonly name: string; readonly value: string }[];
  readonly statefulTypes: Readonly<Record<string, StatefulType>>;
  /**
   * Attributes, by resource type, that must be set before the type can be destroyed with its data: deletion protection off,
   * buckets emptied, no final snapshot. `destroy` applies them in a step of its own.
   */
  readonly liftProtection: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Failures of terraform that this cloud's provider is known for, with what to do. */
  readonly failures?: readonly Explanation[];
  /** What the cloud keeps for a while after everything is destroyed, one sentence each. */
  readonly leftovers?: readonly string[];
}
