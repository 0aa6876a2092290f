/**
 * Terraform deletes what lost its address. When this fails, a resource was renamed: give it its old address back, or write a
 * `moved` block. Only what is new or meant to go is written down again, with
 * `npx vitest run --config .config/vitest.config.ts --project unit test/modules/gcp/workload-addresses.test.ts -u`.
 */
import { expect, it } from 'vitest';
import { GcpWorkload } from '../../../modules/gcp/workload.ts';
import { render } from '../../helpers/synth.ts';
import { counts } from '../kubernetes/values-props.ts';
import { onAutopilot, onStandard, workloadProps } from './workload-props.ts';

const shapes = {
  'production, internal': workloadProps(),
  'production, with ingress': workloadProps({
    ingress: { host: 'api.acme.example' },
    values: onStandard({ service: { internal: false } }),
  }),
  'staging on Autopilot': workloadProps({
    values: onAutopilot(counts(1, 0, 0)),
    podDisruption: { apiReplicas: 1, readers: 1, fastReaders: 0 },
  }),
};

it('keeps the address of every resource', async () => {
  const lists = Object.entries(shapes).map(([shape, props]) => {
    const { addresses } = render((app) => new GcpWorkload(app, 'workload', props));
    return [`# ${shape}: ${addresses.length}`, ...addresses, ''].join('\n');
  });
  await expect(lists.join('\n')).toMatchFileSnapshot('./workload-addresses.golden.txt');
});
