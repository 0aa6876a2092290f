/** Commands that messages name, so that they can be pasted. */
import { shellWord } from './shell-word.ts';

/** What was given on the command line, and has to be given again. */
export interface GivenFlags {
  readonly config?: string | undefined;
  readonly outDir?: string | undefined;
  readonly overrides?: readonly string[] | undefined;
  readonly terraform?: string | undefined;
  readonly providerMirror?: string | undefined;
  readonly lockTimeout?: string | undefined;
  readonly applyTimeout?: string | undefined;
  readonly stopGrace?: string | undefined;
  readonly allowReplace?: readonly string[] | undefined;
  readonly allowDestroy?: readonly string[] | undefined;
  readonly acceptOneWay?: readonly string[] | undefined;
}

/** Such as `bt-dataplane apply --config prod.yaml --yes`. */
export function commandLine(action: string, options: GivenFlags, ...flags: readonly string[]): string {
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
