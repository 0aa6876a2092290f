import { BtError } from '../../../errors.ts';

export function recoveryDestroys(harm: readonly string[]): BtError {
  return new BtError({
    kind: 'refused',
    code: 'recovery-destroys',
    message:
      'taking over what the broken-off apply made would replace or destroy something, so nothing was done',
    detail: harm.join('\n'),
    hint: 'bring the configuration back to what was applied when it broke off, then: bt-dataplane recover',
  });
}
