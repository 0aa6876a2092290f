import { BtError } from '../../../errors.ts';

export function cloudUnknown(name: string, known: readonly string[]): BtError {
  return new BtError({
    kind: 'usage',
    code: 'cloud-unknown',
    message: `this version cannot deploy to ${name}; it knows ${known.join(', ')}`,
    hint: `bt-dataplane requirements --cloud ${known[0] ?? 'aws'}`,
  });
}

export function componentUnknown(name: string, known: readonly string[]): BtError {
  return new BtError({
    kind: 'usage',
    code: 'component-unknown',
    message: `there are no requirements for ${name}; the components are ${known.join(', ')}`,
    hint: `bt-dataplane requirements --component ${known[0] ?? 'api'}`,
  });
}
