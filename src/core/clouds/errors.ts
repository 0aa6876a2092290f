import { BtError } from '../../errors.ts';

export function reservedText(text: string): BtError {
  return new BtError({
    kind: 'config',
    code: 'reserved-text',
    message: `the configuration contains the text "${text}"; "TfToken[" is reserved for the library that renders it`,
    hint: 'write it without "TfToken["',
  });
}
