import { BtError, fromUnknown, isBtError } from '../../errors.ts';
import type { StageStep } from '../clouds/cloud.ts';

export function inputUnordered(stack: string, source: string): BtError {
  return new BtError({
    kind: 'internal',
    code: 'input-unordered',
    message: `the stack ${stack} takes inputs from ${source}, which is no stack before it`,
  });
}

export function inputSensitive(stack: string, output: string): BtError {
  return new BtError({
    kind: 'internal',
    code: 'input-sensitive',
    message: `the output ${output} of ${stack} is sensitive, and inputs of a stack are written into files`,
  });
}

export function inputMissing(missing: readonly string[], cloud: string): BtError {
  return new BtError({
    kind: 'internal',
    code: 'input-missing',
    message: `the stacks of ${cloud} need ${missing.join(', ')}, which is not there`,
  });
}

export function predictionMissed(
  stack: string,
  differences: readonly string[],
  { look, again }: { readonly look: string; readonly again: string },
): BtError {
  return new BtError({
    kind: 'refused',
    code: 'prediction-missed',
    message: `the plan of ${stack} is not what was foretold and agreed to, and nobody can be asked about it here; nothing of ${stack} was changed`,
    detail: differences.join('\n'),
    hint: `see the plan as it is now: ${look}; when it is what you want, this goes on where it stopped: ${again}`,
  });
}

/** A step after a stack finds the stack applied, which the message says: nobody has to look for half-made resources. */
export function stepFailed({ text, stack, when }: StageStep, thrown: unknown, again: string): BtError {
  const { code, message, hint, detail, kind } = fromUnknown(thrown);
  const rest = when === 'after' ? `; ${stack} itself is applied` : `; nothing of ${stack} was changed`;
  return new BtError({
    kind: kind === 'unhealthy' ? kind : 'access',
    code: kind === 'internal' ? 'step-failed' : code,
    message: `the step "${text}" failed: ${message}${rest}`,
    hint: [hint, `safe to run again: ${again}`].filter(Boolean).join('; then '),
    ...(detail === undefined ? {} : { detail }),
    cause: thrown,
  });
}

export function stepUnclear({ text }: StageStep, thrown: unknown): BtError {
  const { code, message, hint, detail, kind } = fromUnknown(thrown);
  return new BtError({
    kind: 'access',
    code: kind === 'internal' ? 'step-unclear' : code,
    message: `whether the step "${text}" is done could not be told: ${message}`,
    ...(hint === undefined ? {} : { hint }),
    ...(detail === undefined ? {} : { detail }),
    cause: thrown,
  });
}

/** The same error, with what is done and stays so; what is no error of ours is left as it is. */
export function withDone(thrown: unknown, done: readonly string[]): unknown {
  if (done.length === 0 || !isBtError(thrown)) return thrown;
  const { kind, code, message, hint, detail, findings, signal, cause } = thrown;
  return new BtError({
    kind,
    code,
    message: `${message}; ${done.join(', ')}`,
    findings,
    ...(hint === undefined ? {} : { hint }),
    ...(detail === undefined ? {} : { detail }),
    ...(signal === undefined ? {} : { signal }),
    cause: cause ?? thrown,
  });
}
