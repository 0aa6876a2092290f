/** The rendered stacks before the real provider's own rules: names, lengths, conflicts, arguments that must go together. */
import { expect, it } from 'vitest';
import { awsShapes } from '../helpers/aws-shapes.ts';
import { renderedAws } from '../helpers/aws-stack.ts';
import { describeWithRealParts } from '../helpers/real-parts.ts';
import { terraformFolder } from '../helpers/terraform-folder.ts';

describeWithRealParts('the stack', ['terraform', 'providerMirror'], (parts) => {
  it.each(Object.entries(awsShapes))('of %s is valid', async (_, config) => {
    const stack = await renderedAws(config);
    using folder = terraformFolder(parts, {
      'main.tf.json': stack.json,
      ...Object.fromEntries(stack.assets.map(({ path, bytes }) => [path, bytes])),
    });
    folder.terraform('init', '-input=false', '-backend=false');
    const verdict = JSON.parse(folder.terraform('validate', '-json'));
    expect(verdict.diagnostics).toEqual([]);
    expect(verdict.valid).toBe(true);
  });
});
