import { BtError, reasonOf } from '../../../errors.ts';
import type { Finding } from '../../findings/finding.ts';

/** Keys of the configuration, and flags, behind the names in templates. */
const sources: Readonly<Record<string, string>> = {
  account: 'account.id in the configuration',
  project: 'account.project in the configuration',
  subscription: 'account.subscription in the configuration',
  tenant: 'account.tenant in the configuration',
  issuer: '--organization-id',
};

const usage = (code: string, message: string, hint: string) =>
  new BtError({ kind: 'usage', code, message: `${message}; nothing was written`, hint });

export const ciErrors = {
  missing: (names: readonly string[]) => {
    const wanted = names.map((name) => sources[name] ?? name).join(' and ');
    return usage('ci-missing', `the pipeline has to know ${wanted}`, `give ${wanted}`);
  },

  unsafe: (name: string, value: string) =>
    usage(
      'ci-unsafe',
      `${JSON.stringify(value)} cannot stand in a pipeline file as ${name}: it could be read as something else`,
      'use letters, digits, dots, dashes and slashes',
    ),

  noBranch: (branch: string) =>
    usage(
      'ci-branch',
      `${JSON.stringify(branch)} is no name of one branch, and the pipeline applies and trusts one alone`,
      'name it with --branch, such as main',
    ),

  noRepository: (example: string) =>
    usage(
      'ci-repository',
      'which repository the pipeline is in is not known: there is no remote `origin` of this provider',
      `name it with --repository, such as ${example}`,
    ),

  wrongRepository: (given: string, example: string) =>
    usage(
      'ci-repository',
      `${JSON.stringify(given)} is no repository of this provider`,
      `such as ${example}`,
    ),

  outside: (config: string, directory: string) =>
    usage(
      'ci-config-outside',
      `${config} is not below ${directory}, so the pipeline would not have it`,
      'name the root of the repository with --dir',
    ),

  localState: (config: string) =>
    usage(
      'ci-local-state',
      `${config} keeps its state in a local file, and the machine of a pipeline is thrown away with it`,
      'move `state` into a bucket or container first',
    ),

  noLock: (file: string) =>
    usage(
      'ci-no-lock',
      `${file} is not there, and a pipeline never writes it`,
      'run bt-dataplane plan here, and commit the file',
    ),

  licenseFile: (file: string) =>
    usage(
      'ci-license-file',
      `licenseKey.file names ${file}, and a pipeline has its secrets in variables`,
      'write licenseKey: { env: BRAINTRUST_LICENSE_KEY }',
    ),

  there: (files: readonly string[]) =>
    usage(
      'ci-files-there',
      `there already, and different: ${files.join(', ')}`,
      'look at them, then replace them with --force',
    ),

  notWritable: (folder: string, cause: unknown) =>
    new BtError({
      kind: 'usage',
      code: 'ci-folder-not-writable',
      message: `cannot write below ${folder}: ${reasonOf(cause)}`,
      hint: 'name a writable folder with --dir',
      cause,
    }),

  badConfig: (findings: readonly Finding[]) =>
    new BtError({
      kind: 'config',
      code: 'config-invalid',
      message: 'the configuration is not valid; nothing was written',
      findings,
    }),
};
