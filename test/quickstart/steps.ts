import { newestRelease } from '../../src/core/releases/catalogue.ts';
import type { EmulatorWorkspace } from '../helpers/emulator-workspace.ts';

export const region = 'us-east-1';
/** The tag under which the vendor publishes the function packages of the release that `init` chooses. */
export const functionTag = newestRelease.functionTag;

const name = 'quickstart';

export interface QuickstartStep {
  readonly args: readonly string[];
  /** What it shows. */
  readonly title: string;
}

/** Every step must end with exit code 0. */
export function steps(workspace: EmulatorWorkspace): readonly QuickstartStep[] {
  const emulator = ['--terraform-override', workspace.override];
  const answers = ['--cloud', 'aws', '--region', region, '--profile', 'staging', '--organization', 'Example'];
  return [
    {
      title: 'write the files of a new deployment',
      args: [
        'init',
        '--no-input',
        '--name',
        name,
        ...answers,
        '--license-source',
        'env:BRAINTRUST_LICENSE_KEY',
      ],
    },
    { title: 'check the configuration, offline', args: ['validate'] },
    { title: 'render terraform files, offline', args: ['synth', ...emulator] },
    { title: 'show what would be made', args: ['plan', ...emulator] },
    { title: 'make it', args: ['apply', '--yes', ...emulator] },
    { title: 'addresses and names', args: ['outputs', ...emulator] },
    { title: 'what is deployed', args: ['status', ...emulator] },
    { title: 'plan again: nothing may be left to do', args: ['plan', '--detailed-exitcode', ...emulator] },
    { title: 'take it down, with its data', args: ['destroy', '--delete-data', '--yes', ...emulator] },
  ];
}
