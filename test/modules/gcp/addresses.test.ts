/**
 * Terraform deletes what lost its address. When this fails, a resource was renamed: give it its old address back, or write a
 * `moved` block. Only what is new or meant to go is written down again, with
 * `npx vitest run --config .config/vitest.config.ts --project unit test/modules/gcp/addresses.test.ts -u`.
 */
import { expect, it } from 'vitest';
import { addressDiff } from '../../helpers/address-diff.ts';
import { production, staging } from './infra-props.ts';
import { infra } from './rendered.ts';

it('keeps the address of every resource', async () => {
  const text = addressDiff(infra(staging).addresses, infra(production).addresses);
  await expect(text).toMatchFileSnapshot('./addresses.golden.txt');
});
