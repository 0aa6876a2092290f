/** Each recorded rule of the Google provider before the provider itself: what is recorded as refused is refused, for that rule. */
import { describeWithGoogleMirror } from '../helpers/google-mirror.ts';
import { judgeRecordedRules } from '../helpers/provider-rule-suites.ts';
import { googleRules } from '../modules/gcp/provider-rules.ts';

describeWithGoogleMirror('the real Google provider', ['google'], (parts) => {
  judgeRecordedRules(parts, googleRules);
});
