import fc from 'fast-check';
import { expect, test } from 'vitest';
import { onStandard } from '../modules/gcp/workload-props.ts';
import { expectOnAzure } from './azure-expectations.ts';
import { expectOnGoogle } from './google-expectations.ts';
import { renderChart, testChart } from './helm.ts';
import { environment } from './manifests.ts';

expectOnGoogle('chart of the tests', testChart);
expectOnAzure('chart of the tests', testChart);

test('whatever a person calls the organization, the API is told just that', () => {
  fc.assert(
    // Blank around it goes, in the official chart as well.
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1 }).map((text) => `a${text}z`),
      (name) => {
        const values = onStandard({ organization: { name, allowedIds: [] } });
        expect(environment(renderChart(testChart, values), 'braintrust-api').ORG_NAME).toBe(name);
      },
    ),
    { numRuns: 25 },
  );
});
