/** The rendered stacks before the rules of the Azure provider, also where that is not at hand. */
import { describeRecordedRules } from '../../helpers/provider-rule-suites.ts';
import { shapes } from './infra-props.ts';
import { azureRules } from './provider-rules.ts';
import { infra } from './rendered.ts';

const stacks = Object.entries(shapes).map(([name, props]) => ({ name, stack: infra(props) }));

describeRecordedRules('rules of the Azure provider', azureRules, stacks);
