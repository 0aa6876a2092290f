/** The schema is generated; `UPDATE_DOCS=1` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { planDocument, planSchemaText } from '../../../../../src/core/plan/report/document.ts';
import { planReport } from '../../../../../src/core/plan/report/report.ts';
import { everything, large, reported } from '../../../../helpers/reported-plan.ts';

const file = new URL('../../../../../docs/plan.schema.json', import.meta.url);
const bundle = { file: '/p/a.btplan', digest: 'sha256:1', bytes: 9, planned: ['infra'], foretold: [] };
const plans = {
  everything: everything(),
  large: large(600),
  nothing: reported([]),
  written: { ...everything(), bundle },
};

test('docs/plan.schema.json is current', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(file, planSchemaText());
  expect(readFileSync(file, 'utf8')).toBe(planSchemaText());
});

const validate = new Ajv2020({ allErrors: true, strict: true }).compile(JSON.parse(planSchemaText()));

test.each(Object.entries(plans))('a plan with %s is what the schema says, and nothing else', (_, plan) => {
  const document: unknown = JSON.parse(planReport(plan, 'json'));
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  // What the schema does not know is stripped.
  expect(planDocument.parse(document)).toEqual(document);
});

test.each([
  ['another major version', { formatVersion: '2.0' }],
  ['a missing verdict', { blocked: undefined }],
  ['a severity that there is not', { concerns: [{ severity: 'bad' }] }],
])('%s is refused', (_, wrong) => {
  const document: object = JSON.parse(planReport(everything(), 'json'));
  expect(validate(JSON.parse(JSON.stringify({ ...document, ...wrong })))).toBe(false);
});
