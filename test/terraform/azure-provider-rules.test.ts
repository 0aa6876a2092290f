/** Each recorded rule of the Azure provider before the provider itself: what is recorded as refused is refused, for that rule. */
import { describeWithAzureMirror } from '../helpers/azure-mirror.ts';
import { judgeRecordedRules } from '../helpers/provider-rule-suites.ts';
import { azureRules } from '../modules/azure/provider-rules.ts';

describeWithAzureMirror('the real Azure provider', ['azurerm'], (parts) => {
  judgeRecordedRules(parts, azureRules);
});
