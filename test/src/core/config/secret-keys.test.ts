import { expect, test } from 'vitest';
import { maskSecrets } from '../../../../src/core/config/secret-keys.ts';

test.each([
  ['licenseKey: bst-secret', 'licenseKey: **********'],
  ['licence_key:\n  value: bst-secret\nname: acme', 'licence_key:\n  value: **********\nname: acme'],
  ['"licenseKey": {"env": "bst-secret"}', '"licenseKey": {****** ************}'],
  ['licenseKey: |\n  one\n  two\nname: acme', 'licenseKey: *\n  ***\n  ***\nname: acme'],
  ['name: acme\npassword: x', 'name: acme\npassword: *'],
  ['name: acme', 'name: acme'],
])('%j is shown as %j', (text, shown) => {
  expect(maskSecrets(text)).toBe(shown);
  expect(maskSecrets(text)).toHaveLength(text.length);
});
