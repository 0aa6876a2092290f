/**
 * Judges our values by the official chart, which is not ours to ship: runs when BT_DATAPLANE_OFFICIAL_CHART names its folder.
 * https://github.com/braintrustdata/helm
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { onAutopilot, onStandard } from '../modules/gcp/workload-props.ts';
import { counts } from '../modules/kubernetes/values-props.ts';
import { expectPlacement } from './expectations.ts';
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

/** What the chart offers and we leave to it: other clouds, parts that are off, and what only matters when one of ours is on. */
const left = [
  /^azure\./,
  /^azureKeyVaultDriver\./,
  /^objectStorage\.(azure|aws)\./,
  /^virtualService\./,
  /^aiGateway\./,
  /^api\.customCA\./,
  /\.tmpVolume\.sizeLimit$/,
  /^(api|brainstore)\.serviceAccount\.(awsRoleArn|azureClientId)$/,
];

const folder = process.env.BT_DATAPLANE_OFFICIAL_CHART;
if (folder === undefined || folder === '') {
  process.stderr.write(
    '\nNOT RUN: the judgement by the official chart\nnext: name its folder, with Chart.yaml in it, in BT_DATAPLANE_OFFICIAL_CHART\n\n',
  );
} else {
  judge(folder);
}

test('each value is reached by its path, also one whose key has dots', () => {
  const values = onStandard();
  const paths = leaves(values);
  expect(paths.length).toBeGreaterThan(150);
  for (const path of paths) {
    const probe = changed(valueAt(values, path));
    expect(valueAt(withValue(values, path, probe), path), path).toEqual(probe);
  }
});

function judge(chart: string): void {
  expectPlacement('official chart', chart);

  const standard = onStandard();

  describe('no value of ours is one that the chart ignores', () => {
    test.each([
      ['standard', standard, asleepOnStandard],
      ['autopilot', onAutopilot(), asleep],
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

  test('no value is left to the chart that it could flip', () => {
    const defaults = parse(readFileSync(join(chart, 'values.yaml'), 'utf8')) as object;
    const ours = leaves(standard);
    const covered = (path: string) =>
      ours.some((each) => each === path || each.startsWith(`${path}.`) || path.startsWith(`${each}.`));
    expect(
      leaves(defaults).filter((path) => !covered(path) && !left.some((each) => each.test(path))),
    ).toEqual([]);
  });

  test.each([
    ['production, standard', onStandard()],
    ['production, autopilot', onAutopilot()],
    ['staging, standard', onStandard(counts(2, 0, 0))],
    ['staging, autopilot', onAutopilot(counts(1, 0, 0))],
    ['another namespace', onStandard({ namespace: 'team-a-braintrust' })],
  ])('%s: fourteen objects, and no key twice', (_, values) => {
    expect(renderChart(chart, values, values.global.namespace)).toHaveLength(14);
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
