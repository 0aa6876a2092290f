import { reservedText } from './errors.ts';

/**
 * Throws kind `config` when a text of the configuration contains the mark with which CDKTF finds its references inside
 * strings: it would put a reference there. https://developer.hashicorp.com/terraform/cdktf/concepts/tokens
 */
export function refuseReservedText(value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('TfToken[')) throw reservedText(value);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      refuseReservedText(key);
      refuseReservedText(item);
    }
  }
}
