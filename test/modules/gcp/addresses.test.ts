/**
 * Terraform deletes what lost its address. When this fails, a resource was renamed: give it its old address back, or write a
 * `moved` block. Only what is new or meant to go is written down again, with
 * `npx vitest run --config .config/vitest.config.ts --project unit test/modules/gcp/addresses.test.ts -u`.
 */
import { expect, it } from 'vitest';
import { production, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

it('keeps the address of every resource', async () => {
  const inStaging = new Set(infra(staging).addresses);
  const inProduction = new Set(infra(production).addresses);
  const sign = (address: string) => {
    if (!inProduction.has(address)) return '-';
    return inStaging.has(address) ? ' ' : '+';
  };
  const lines = [...new Set([...inStaging, ...inProduction])]
    .sort()
    .map((address) => `${sign(address)} ${address}`);
  const text = [
    // The form of a diff, so that one look tells what production has beyond staging.
    `--- staging: ${inStaging.size}`,
    `+++ production: ${inProduction.size}`,
    ...lines,
    '',
  ].join('\n');
  await expect(text).toMatchFileSnapshot('./addresses.golden.txt');
});
