import { expect, it } from 'vitest';
import type { RolloutContext } from '../../../../../src/core/clouds/cloud.ts';
import { rolloutOfCharts } from '../../../../../src/core/clouds/kubernetes/rollout.ts';
import type { Config } from '../../../../../src/core/config/schema.ts';
import type { StateResource } from '../../../../../src/core/terraform/state.ts';
import { memoryEnv } from '../../../../helpers/memory-env.ts';

const began = Date.parse('2026-06-01T10:00:00Z') / 1000;

function release(name: string, attributes: object = {}, tainted = false): StateResource {
  return {
    address: `helm_release.${name}`,
    type: 'helm_release',
    tainted,
    attributes: {
      name,
      status: 'deployed',
      timeout: 1800,
      metadata: { last_deployed: began },
      ...attributes,
    },
  };
}

const companion = release('braintrust-companion', { timeout: 900, metadata: { last_deployed: began - 60 } });

function seen(resources: readonly StateResource[], enabled = true, now = '2026-06-01T12:00:00Z') {
  const context: RolloutContext = {
    config: { workload: { enabled } } as unknown as Config,
    env: memoryEnv({ now }),
    signal: new AbortController().signal,
    state: async (stack) => ({
      serial: 1,
      terraformVersion: '',
      resources: stack === 'workload' ? resources : [],
    }),
    output: async () => undefined,
  };
  return rolloutOfCharts(context);
}

it('charts that came through are done, since the time that Helm had for the later one', async () => {
  expect(await seen([companion, release('braintrust')])).toEqual({
    state: 'done',
    text: 'braintrust-companion and braintrust deployed, and their pods ready',
    since: new Date('2026-06-01T10:30:00Z'),
  });
});

it('a chart that has just come through is so since now at the latest', async () => {
  const { since } = await seen([release('braintrust')], true, '2026-06-01T10:05:00Z');
  expect(since).toEqual(new Date('2026-06-01T10:05:00Z'));
});

it.each([
  ['that failed', release('braintrust', { status: 'failed' }), 'braintrust: Helm calls it failed'],
  [
    'that hangs',
    release('braintrust', { status: 'pending-upgrade' }),
    'braintrust: Helm calls it pending-upgrade',
  ],
  [
    'whose first install failed',
    release('braintrust', {}, true),
    'braintrust: its first install did not come through',
  ],
])('a chart %s is told', async (_, chart, text) => {
  expect(await seen([companion, chart])).toEqual({ state: 'failed', text });
});

it('no chart is no rollout', async () => {
  expect((await seen([])).state).toBe('failed');
});

it('services that somebody else installs are not judged, and since when is not said', async () => {
  const { state, text, since } = await seen([], false);
  expect(state).toBe('unseen');
  expect(text).toContain('installed in another way');
  expect(since).toBeUndefined();
});
