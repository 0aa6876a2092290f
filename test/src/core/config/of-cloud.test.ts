import { describe, expect, it } from 'vitest';
import { clouds } from '../../../../src/core/clouds/registry.ts';
import { describe as inWords } from '../../../../src/core/config/describe.ts';
import { ofCloud } from '../../../../src/core/config/of-cloud.ts';
import { cloudTitles, clouds as ids, writtenSchema } from '../../../../src/core/config/schema.ts';
import { keysOf, leavesOf, schemaAt } from '../../../../src/core/config/schema-walk.ts';

describe('the schema as one cloud has it', () => {
  it.each(ids)('of %s has the keys that belong to it, and no other', (cloud) => {
    const own = leavesOf(ofCloud(writtenSchema, cloud)).map(({ name }) => name);
    const all = leavesOf(writtenSchema).filter((leaf) => leaf.clouds?.includes(cloud) ?? true);
    expect(own).toEqual(all.map(({ name }) => name));
  });

  it.each([
    ['aws', 'one of gp3, io1, io2'],
    ['gcp', 'one of pd-ssd, hyperdisk-balanced'],
  ])('of %s has its own kinds of volume', (cloud, expected) => {
    const type = schemaAt(ofCloud(writtenSchema, cloud), ['postgres', 'storage', 'type']);
    expect(type && inWords(type)).toBe(expected);
  });

  it('has nothing of an account of AWS on Google Cloud', () => {
    const account = schemaAt(ofCloud(writtenSchema, 'gcp'), ['account']);
    expect(account && keysOf(account)).toEqual(['project']);
  });
});

it.each([...clouds.values()])('$title is called so everywhere', ({ id, title }) => {
  expect(cloudTitles[id]).toBe(title);
});
