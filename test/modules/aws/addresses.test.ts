/**
 * Terraform deletes what lost its address. When this fails, a resource was renamed: give it its old address back, or write a
 * `moved` block. Only what is new or meant to go is written down again, with
 * `npx vitest run --config .config/vitest.config.ts --project unit test/modules/aws/addresses.test.ts -u`.
 */
import { expect, it } from 'vitest';
import { awsShapes } from '../../helpers/aws-shapes.ts';
import { renderedAws } from '../../helpers/aws-stack.ts';

it('keeps the address of every resource', async () => {
  const lists: string[] = [];
  for (const [shape, config] of Object.entries(awsShapes)) {
    const { addresses } = await renderedAws(config);
    lists.push([`# ${shape}: ${addresses.length}`, ...addresses, ''].join('\n'));
  }
  await expect(lists.join('\n')).toMatchFileSnapshot('./addresses.golden.txt');
});
