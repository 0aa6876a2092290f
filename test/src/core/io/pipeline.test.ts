import { expect, test } from 'vitest';
import { inPipeline } from '../../../../src/core/io/pipeline.ts';

test.each([
  [undefined, false],
  ['', false],
  ['false', false],
  ['0', false],
  ['true', true],
  ['1', true],
])('CI=%s is a pipeline: %s', (CI, expected) => {
  expect(inPipeline({ CI })).toBe(expected);
});
