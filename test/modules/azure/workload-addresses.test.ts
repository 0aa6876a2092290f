/**
 * Terraform deletes what lost its address. When this fails, a resource was renamed: give it its old address back, or write a
 * `moved` block. Only what is new or meant to go is written down again, with
 * `npx vitest run --config .config/vitest.config.ts --project unit test/modules/azure/workload-addresses.test.ts -u`.
 */
import { expect, it } from 'vitest';
import { AzureIngress } from '../../../modules/azure/ingress.ts';
import { AzureWorkload } from '../../../modules/azure/workload.ts';
import { render } from '../../helpers/synth.ts';
import { ingressProps, zone } from './ingress-props.ts';
import { workloadProps } from './workload-props.ts';

const domain = { host: 'api.acme.example' };
const ingress = (change: Parameters<typeof ingressProps>[0]) =>
  render((app) => new AzureIngress(app, 'ingress', ingressProps(change)));

const stacks = {
  workload: () => render((app) => new AzureWorkload(app, 'workload', workloadProps())),
  'ingress, with firewall': () => ingress({}),
  'ingress, without firewall': () => ingress({ firewall: 'off' }),
  'ingress, with a name of its own': () => ingress({ domain }),
  'ingress, with a name in a zone': () => ingress({ domain: { ...domain, dnsZoneId: zone('acme.example') } }),
};

it('keeps the address of every resource', async () => {
  const lists = Object.entries(stacks).map(([shape, make]) => {
    const { addresses } = make();
    return [`# ${shape}: ${addresses.length}`, ...addresses, ''].join('\n');
  });
  await expect(lists.join('\n')).toMatchFileSnapshot('./workload-addresses.golden.txt');
});
