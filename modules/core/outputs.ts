import { Construct, TerraformOutput, type TerraformStack } from './cdktf.ts';

/** By id. What is undefined is not told. */
export type StackOutputs = Readonly<Record<string, readonly [description: string, value: unknown]>>;

/** What a stack tells when it is applied. */
export function tellOutputs(stack: TerraformStack, outputs: StackOutputs): void {
  // Of their own, since some have the name of a part.
  const scope = new Construct(stack, 'outputs');
  for (const [id, [description, value]] of Object.entries(outputs)) {
    if (value !== undefined) new TerraformOutput(scope, id, { description, value }).overrideLogicalId(id);
  }
}
