/** Commands that messages name, so that they can be pasted. */
import { shellWord } from '../io/shell-word.ts';
import type { DriveOptions, GuardOptions } from './options.ts';

/** Such as `bt-dataplane apply --config prod.yaml --yes`. */
export function commandLine(
  action: string,
  options: DriveOptions & GuardOptions,
  ...flags: readonly string[]
): string {
  const given = (flag: string, values: string | readonly string[] = []) =>
    [values].flat().map((value) => `${flag} ${shellWord(value)}`);
  return [
    'bt-dataplane',
    action,
    ...given('--config', options.config),
    ...given('--out-dir', options.outDir),
    ...given('--terraform-override', options.overrides),
    ...given('--terraform', options.terraform),
    ...given('--provider-mirror', options.providerMirror),
    ...given('--lock-timeout', options.lockTimeout),
    ...(action === 'plan'
      ? []
      : [...given('--apply-timeout', options.applyTimeout), ...given('--stop-grace', options.stopGrace)]),
    ...given('--allow-replace', options.allowReplace),
    ...given('--allow-destroy', options.allowDestroy),
    ...given('--accept-one-way', options.acceptOneWay),
    ...flags,
  ].join(' ');
}
