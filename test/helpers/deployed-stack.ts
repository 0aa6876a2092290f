/** A stack that the real provider made in the stand-in of its cloud, and what it plans there when the stack becomes another. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RenderedStack } from '../../modules/core/render.ts';
import {
  guardOverride,
  guardOverrideName,
  protectedAddresses,
} from '../../src/core/terraform/guard-override.ts';
import { type PlanDocument, parsePlan } from '../../src/core/terraform/plan-document.ts';
import type { Found } from './real-parts.ts';
import { terraformFolder } from './terraform-folder.ts';

export interface DeployedStack extends Disposable {
  /** What it would take to make it this stack. Nothing is applied. */
  plan(stack: RenderedStack): Promise<PlanDocument>;
  /** Values of an attribute of all resources of a type, as the state has them. */
  values(type: string, attribute: string): readonly string[];
}

export interface DeployedStackOptions {
  /** Values of variables; those that the stack does not have are left out. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Environment of terraform, which leads the provider to the stand-in. */
  readonly variables: Readonly<Record<string, string>>;
  /** An override file beside that of the backend. Default: - none. */
  readonly override?: object;
  /** Addresses that are made, with what they need. Default: - all. */
  readonly targets?: readonly string[];
}

/** As long as the slowest takes, and then some. */
const mostMilliseconds = 900_000;

export async function deployStack(
  parts: Found<'terraform'>,
  stack: RenderedStack,
  { inputs, variables, override = {}, targets = [] }: DeployedStackOptions,
): Promise<DeployedStack> {
  const alone = { terraform: { backend: { local: {} } }, ...override };
  const folder = terraformFolder(
    parts,
    { 'alone_override.tf.json': JSON.stringify(alone) },
    variables,
    mostMilliseconds,
  );
  const write = ({ json, assets }: RenderedStack) => {
    const { variable = {} } = JSON.parse(json) as { variable?: object };
    const given = Object.entries(inputs).filter(([name]) => name in variable);
    folder.write('main.tf.json', json);
    folder.write(guardOverrideName, guardOverride(protectedAddresses([json])));
    folder.write('terraform.tfvars.json', JSON.stringify(Object.fromEntries(given)));
    for (const { path, bytes } of assets) folder.write(path, bytes);
  };
  const targeting = targets.map((address) => `-target=${address}`);
  try {
    write(stack);
    await folder.terraformBeside('init', '-input=false');
    await folder.terraformBeside('apply', '-input=false', '-auto-approve', '-no-color', ...targeting);
  } catch (error) {
    folder[Symbol.dispose]();
    throw error;
  }
  return {
    async plan(wanted) {
      write(wanted);
      await folder.terraformBeside('plan', '-input=false', '-no-color', '-out=plan', ...targeting);
      const parsed = parsePlan(await folder.terraformBeside('show', '-json', 'plan'));
      if ('problem' in parsed) throw new Error(parsed.problem);
      return parsed.document;
    },
    values(type, attribute) {
      const { resources } = JSON.parse(readFileSync(join(folder.path, 'terraform.tfstate'), 'utf8')) as State;
      return resources
        .filter((resource) => resource.type === type)
        .flatMap(({ instances }) => instances.map(({ attributes }) => String(attributes[attribute])));
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

interface State {
  readonly resources: readonly {
    readonly type: string;
    readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
  }[];
}
