import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  cacheDirectory,
  findRealParts,
  motoVersion,
  nextSteps,
  type RealParts,
  searchAgain,
} from '../helpers/real-parts-search.ts';
import { fetchTerraform } from './fetch-terraform.ts';
import { say } from './say.ts';

/** The provider's mirror may be missing: then `terraform init` gets the provider from its registry. */
export type QuickstartParts = RealParts & { readonly terraform: string; readonly python: string };

/** What is on this machine, and what had to be fetched; nothing when something could be neither found nor fetched. */
export async function obtainParts(): Promise<QuickstartParts | undefined> {
  const found = findRealParts();
  const terraform = found.terraform ?? (await attempt('terraform', fetchTerraform));
  const python = found.python ?? (await attempt('python', installMoto));
  if (terraform === undefined || python === undefined) return undefined;
  return { ...found, terraform, python };
}

export function describeParts(parts: QuickstartParts): string {
  const terraform = JSON.parse(execFileSync(parts.terraform, ['version', '-json'], quietly)) as {
    terraform_version: string;
  };
  const moto = execFileSync(parts.python, ['-c', 'import moto; print(moto.__version__)'], quietly);
  return [
    'this run uses',
    `  terraform ${terraform.terraform_version}: ${parts.terraform}`,
    `  AWS provider: ${parts.providerMirror ?? 'registry.terraform.io, downloaded by terraform init (about 700 MB unpacked)'}`,
    `  AWS emulator moto ${moto.trim()}: ${parts.python}`,
  ].join('\n');
}

const quietly: ExecFileSyncOptionsWithStringEncoding = {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
};

async function attempt(
  name: 'terraform' | 'python',
  fetchIt: () => Promise<string>,
): Promise<string | undefined> {
  try {
    return await fetchIt();
  } catch (failure) {
    say(
      `${name}: not found, and could not be fetched: ${failure instanceof Error ? failure.message : failure}`,
    );
    say(`next: ${nextSteps[name]}`);
    return undefined;
  }
}

/** Into a private environment in the checkout, from the package index that pip is configured for. */
async function installMoto(): Promise<string> {
  const home = join(cacheDirectory, 'python');
  const python = join(home, 'bin', 'python');
  say(`no Python with moto was found: installing moto[server]==${motoVersion} into .cache/python`);
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', home], { stdio: ['ignore', 2, 2] });
  try {
    const install = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `moto[server]==${motoVersion}`,
    ];
    execFileSync(python, install, { stdio: ['ignore', 2, 2], timeout: 300_000 });
  } catch (failure) {
    rmSync(home, { recursive: true, force: true });
    throw failure;
  }
  const found = searchAgain().python;
  if (found === undefined) throw new Error('moto was installed, but cannot be imported');
  return found;
}
