/** Everything that we put into a cluster, judged by rules of the Kubernetes API: some of our own, and its schemas. */
import { describe, expect, test } from 'vitest';
import { companionOf as companionOfAzure } from '../../modules/azure/workload.ts';
import { companionValues } from '../../modules/kubernetes/companion.ts';
import { workloadProps as azureWorkload, onAzureKnown } from '../modules/azure/workload-props.ts';
import { onAutopilot, onStandard } from '../modules/gcp/workload-props.ts';
import { counts } from '../modules/kubernetes/values-props.ts';
import { companionChart, type Manifest, parse, renderText, testChart } from './helm.ts';
import { kubernetesSchemas } from './kubernetes-schemas.ts';
import { breaches } from './structure.ts';

const podDisruption = { apiReplicas: 4, readers: 2, fastReaders: 2 };
const ingress = { host: 'api.acme.example', addressName: 'acme-api', certificateMap: 'acme-api' };
const official = process.env.BT_DATAPLANE_OFFICIAL_CHART;

const shapes: readonly (readonly [string, () => string])[] = [
  ...[testChart, ...(official ? [official] : [])].flatMap((chart) => {
    const which = chart === testChart ? 'chart of the tests' : 'official chart';
    const text = (values: unknown) => () => renderText(chart, values, 'team-a');
    return [
      [`${which}, production on Standard`, text(onStandard())],
      [`${which}, production on Autopilot`, text(onAutopilot())],
      [`${which}, staging on Standard`, text(onStandard(counts(2, 0, 0)))],
      [`${which}, staging on Autopilot`, text(onAutopilot(counts(1, 0, 0)))],
      [`${which}, behind a Gateway`, text(onStandard({ service: { internal: false } }))],
      [`${which}, production on Azure`, text(onAzureKnown())],
      [`${which}, staging on Azure`, text(onAzureKnown(counts(2, 0, 0)))],
    ] as const;
  }),
  ['companion', () => renderText(companionChart, companionValues({ podDisruption }), 'team-a')],
  ['companion on Azure', () => renderText(companionChart, companionOfAzure(azureWorkload()), 'team-a')],
  [
    'companion with ingress',
    () => renderText(companionChart, companionValues({ podDisruption, ingress }), 'team-a'),
  ],
];

test.each(shapes)('%s keeps to the rules', (_, render) => {
  expect(breaches(parse(render()))).toEqual([]);
});

test('the rules find what breaks them', () => {
  const [service] = parse(renderText(testChart, onStandard(), 'team-a')).filter(
    ({ kind }) => kind === 'Service',
  ) as [Manifest];
  const found = (change: object) => breaches([{ ...service, ...change }]);
  expect(found({})).toEqual([]);
  expect(found({ apiVersion: 'v2' })).toEqual([expect.stringContaining('apiVersion')]);
  expect(found({ metadata: { name: 'A', namespace: 'b' } })).toEqual([expect.stringContaining('name')]);
  expect(found({ spec: { nodeSelector: { a: true } } })).toEqual([expect.stringContaining('nodeSelector')]);
  expect(found({ spec: { env: [{ name: 'X', value: 1 }] } })).toEqual([expect.stringContaining('env')]);
  expect(found({ spec: { requests: { cpu: '2 cores' } } })).toEqual([expect.stringContaining('requests')]);
});

const schemas = kubernetesSchemas();
describe.skipIf(schemas === undefined)('schemas of the Kubernetes API', () => {
  const judge = schemas ?? (() => 'no schemas');
  /** The oldest that a stable channel still has, and one that is newer. */
  const versions = ['1.31', '1.34'];

  test.each(shapes)('%s', (_, render) => {
    // Gateway, its routes, Google's policies and the Secrets Store driver are no part of Kubernetes itself.
    const own = render()
      .split(/^---$/m)
      .filter(
        (document) =>
          !/^apiVersion: (gateway\.networking\.k8s\.io|networking\.gke\.io|secrets-store\.csi\.x-k8s\.io)\//m.test(
            document,
          ),
      )
      .join('---\n');
    expect(parse(own).length).toBeGreaterThan(3);
    for (const version of versions) expect(judge(own, version), version).toBe('');
  });

  test.each([
    ['a word for a number', 'replicas: two'],
    ['a misspelt field', 'replcas: 2'],
  ])('they refuse %s', (_, line) => {
    const yaml = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  ${line}\n  selector: {matchLabels: {a: b}}\n  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}\n`;
    expect(judge(yaml, '1.34')).toMatch(/re?p/);
  });
});
