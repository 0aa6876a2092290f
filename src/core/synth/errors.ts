import { BtError, reasonOf } from '../../errors.ts';

export function overrideMissing(path: string, cause: unknown): BtError {
  return new BtError({
    kind: 'config',
    code: 'override-not-found',
    message: `the terraform override file ${path} cannot be read: ${reasonOf(cause)}`,
    hint: 'correct the path given by --terraform-override or terraform.overrides; the latter is relative to the configuration file',
    cause,
  });
}

export function overrideUnreadable(path: string, problem: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'override-invalid',
    message: `the terraform override file ${path} is not usable: ${problem}`,
    hint: 'an override file is terraform in HCL (.tf) or JSON (.tf.json)',
  });
}

export function overrideOfBackend(path: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'override-of-backend',
    message: `the terraform override file ${path} changes where the state is kept; only \`state\` in the configuration may do that`,
    hint: 'take the backend or cloud block out of the override file and set `state` instead',
  });
}

export function renderedFolderNotWritable(folder: string, cause: unknown): BtError {
  return new BtError({
    kind: 'config',
    code: 'out-dir-not-writable',
    message: `cannot write the rendered stacks to ${folder}: ${reasonOf(cause)}`,
    hint: 'name a writable folder with --out-dir',
    cause,
  });
}
