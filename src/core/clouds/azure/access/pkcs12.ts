/** Certificate and key of a PKCS#12 archive, which azurerm takes, as PEM, which Microsoft's own library takes. RFC 7292. */
import { createPrivateKey } from 'node:crypto';

/** DER of the object identifiers of bags that hold a private key: encrypted, and plain. */
const shroudedKey = '2a864886f70d010c0a0102';
const plainKey = '2a864886f70d010c0a0101';

const sequence = 0x30;
const objectIdentifier = 0x06;
const octetString = 0x04;
/** Constructed, of whatever class. */
const constructed = 0x20;

/** Throws when the archive cannot be read or the password is wrong. */
export async function pemOfPkcs12(archive: Uint8Array, password: string): Promise<string> {
  const { createSecureContext } = await import('node:tls');
  const pfx = Buffer.from(archive);
  // It checks the password, and the certificate belongs to the key.
  const { context } = createSecureContext({ pfx, passphrase: password }) as {
    readonly context: { getCertificate(): Buffer | null };
  };
  const certificate = context.getCertificate();
  const bag = keyBag(pfx);
  if (certificate === null || bag === undefined)
    throw new Error('it holds no certificate with a private key');
  const key = createPrivateKey({ key: bag, format: 'der', type: 'pkcs8', passphrase: password });
  return `${key.export({ format: 'pem', type: 'pkcs8' })}${pem(certificate)}`;
}

interface Item {
  readonly tag: number;
  readonly content: Buffer;
}

/** What is in the first bag that holds a private key, as DER. */
function keyBag(der: Buffer): Buffer | undefined {
  for (const item of itemsOf(der)) {
    if (item.tag === sequence) {
      const [type, value] = itemsOf(item.content);
      const id = type?.tag === objectIdentifier ? type.content.toString('hex') : '';
      if (value !== undefined && (id === shroudedKey || id === plainKey)) return value.content;
    }
    const within =
      (item.tag & constructed) !== 0 || item.tag === octetString ? keyBag(item.content) : undefined;
    if (within !== undefined) return within;
  }
  return undefined;
}

/** The items one after the other; none when the bytes are something else than DER. */
function itemsOf(der: Buffer): readonly Item[] {
  const items: Item[] = [];
  let at = 0;
  while (at + 2 <= der.length) {
    const first = der[at + 1] ?? 0;
    const long = first < 0x80 ? 0 : first & 0x7f;
    if (long > 4 || at + 2 + long > der.length) return [];
    const length = long === 0 ? first : der.readUIntBE(at + 2, long);
    const start = at + 2 + long;
    if (start + length > der.length) return [];
    items.push({
      tag: der[at] ?? 0,
      content: der.subarray(start, start + length),
    });
    at = start + length;
  }
  return items;
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
