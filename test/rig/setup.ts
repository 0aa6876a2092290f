/** Once for all files of the rig: bundles the program before, writes the table after. */
import { bundleProgram } from './bundle.ts';
import { forgetRows, writeTable } from './rows.ts';

export async function setup(): Promise<void> {
  forgetRows();
  await bundleProgram();
}

export function teardown(): void {
  writeTable();
}
