/** The rendered way in before the rules of the Azure provider, also where that is not at hand. */
import { AzureIngress } from '../../../modules/azure/ingress.ts';
import { describeRecordedRules } from '../../helpers/provider-rule-suites.ts';
import { look, render } from '../../helpers/synth.ts';
import { frontDoorRules } from './front-door-rules.ts';
import { ingressProps, zone } from './ingress-props.ts';

const host = 'api.acme.example';
const longest = 'a--b-c-d-e-f-g-h-i';
const shapes = {
  'with firewall': ingressProps(),
  'that refuses attacks, of the longest name': ingressProps({ name: longest, firewall: 'prevention' }),
  'with a name of its own': ingressProps({ domain: { host, dnsZoneId: zone('acme.example') } }),
};

const stacks = Object.entries(shapes).map(([name, props]) => ({
  name,
  stack: look(render((app) => new AzureIngress(app, 'ingress', props))),
}));

describeRecordedRules('rules of the Azure provider for Front Door', frontDoorRules, stacks);
