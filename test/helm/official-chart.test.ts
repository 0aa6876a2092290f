/**
 * Judges our values by the official chart, which is not ours to ship: runs when BT_DATAPLANE_OFFICIAL_CHART names its folder.
 * https://github.com/braintrustdata/helm
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { onAzure, onAzureKnown } from '../modules/azure/workload-props.ts';
import { onAutopilot, onStandard } from '../modules/gcp/workload-props.ts';
import { counts } from '../modules/kubernetes/values-props.ts';
import { expectOnAzure } from './azure-expectations.ts';
import { expectOnGoogle } from './google-expectations.ts';
import { renderChart, renderText } from './helm.ts';
import { changed, leaves, valueAt, withValue } from './value-paths.ts';

/** Set, and without effect as long as something else is off; that they are set decides what happens on the day it is on. */
const asleep = [
  // Nothing is made of a gateway that is not enabled.
  /^aiGateway\.image\.tag$/,
  // With `global.createNamespace` only.
  /^global\.(namespaceAnnotations)$/,
];
const asleepOnStandard = [
  ...asleep,
  /^google\.autopilotMachineFamily$/,
  // The chart looks at these outside Autopilot only on AWS and Azure.
  /^brainstore\.(reader|fastreader|writer)\.(volume\.size|ephemeralStorage\.(request|limit))$/,
];

const asleepOnAzure = [
  ...asleep,
  // With an `emptyDir`, and on other clouds.
  /^brainstore\.(reader|fastreader|writer)\.(volume\.sizeLimit|ephemeralStorage\.(request|limit))$/,
];

/** What the chart offers and we leave to it: parts that are off, and what only matters when one of ours is on. */
const left = [
  /^objectStorage\.aws\./,
  /^virtualService\./,
  /^aiGateway\./,
  /^api\.customCA\./,
  /\.tmpVolume\.sizeLimit$/,
  /^(api|brainstore)\.serviceAccount\.awsRoleArn$/,
];
const leftOnGoogle = [
  ...left,
  /^azure\./,
  /^azureKeyVaultDriver\./,
  /^objectStorage\.azure\./,
  /^(api|brainstore)\.serviceAccount\.azureClientId$/,
];
const leftOnAzure = [
  ...left,
  /^google\./,
  /^objectStorage\.google\./,
  /^api\.enableGcsAuth$/,
  /^(api|brainstore)\.serviceAccount\.googleServiceAccount$/,
];

const folder = process.env.BT_DATAPLANE_OFFICIAL_CHART;
if (folder === undefined || folder === '') {
  process.stderr.write(
    '\nNOT RUN: the judgement by the official chart\nnext: name its folder, with Chart.yaml in it, in BT_DATAPLANE_OFFICIAL_CHART\n\n',
  );
} else {
  judge(folder);
}

test.each([
  ['Google Cloud', onStandard()],
  ['Azure', onAzureKnown()],
])('%s: each value is reached by its path, also one whose key has dots', (_, values) => {
  const paths = leaves(values);
  expect(paths.length).toBeGreaterThan(150);
  for (const path of paths) {
    const probe = changed(valueAt(values, path));
    expect(valueAt(withValue(values, path, probe), path), path).toEqual(probe);
  }
});

function judge(chart: string): void {
  expectOnGoogle('official chart', chart);
  expectOnAzure('official chart', chart);

  const standard = onStandard();

  describe('no value of ours is one that the chart ignores', () => {
    test.each([
      ['standard', standard, asleepOnStandard],
      ['autopilot', onAutopilot(), asleep],
      ['Azure', onAzureKnown(), asleepOnAzure],
    ])(
      '%s: a change of any changes what is rendered',
      (_, values, exceptions) => {
        const before = renderText(chart, values, 'other');
        const ignored = leaves(values).filter((path) => {
          const after = render(chart, withValue(values, path, changed(valueAt(values, path))));
          return after === before;
        });
        expect(ignored.filter((path) => !exceptions.some((each) => each.test(path)))).toEqual([]);
      },
      120_000,
    );
  });

  test.each([
    ['Google Cloud', standard, leftOnGoogle],
    ['Azure', onAzureKnown(), leftOnAzure],
  ])('%s: no value is left to the chart that it could flip', (_, values, exceptions) => {
    const defaults = parse(readFileSync(join(chart, 'values.yaml'), 'utf8')) as object;
    const ours = leaves(values);
    const covered = (path: string) =>
      ours.some((each) => each === path || each.startsWith(`${path}.`) || path.startsWith(`${each}.`));
    expect(
      leaves(defaults).filter((path) => !covered(path) && !exceptions.some((each) => each.test(path))),
    ).toEqual([]);
  });

  test.each([
    ['production, standard', onStandard(), 14],
    ['production, autopilot', onAutopilot(), 14],
    ['staging, standard', onStandard(counts(2, 0, 0)), 14],
    ['staging, autopilot', onAutopilot(counts(1, 0, 0)), 14],
    ['another namespace', onStandard({ namespace: 'team-a-braintrust' }), 14],
    // With a class of volumes, and what the Key Vault driver has to know.
    ['production, Azure', onAzure(), 16],
    ['staging, Azure', onAzure(counts(2, 0, 0)), 16],
  ])('%s: so many objects, and no key twice', (_, values, objects) => {
    expect(renderChart(chart, values, values.global.namespace)).toHaveLength(objects);
  });
}

/** What a value that breaks the chart renders is a difference as well. */
function render(chart: string, values: unknown): string {
  try {
    return renderText(chart, values, 'other');
  } catch (error) {
    return String(error);
  }
}
