/**
 * Reads what Go's clients send instead of JSON: as much of it as Namespaces and Secrets need.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding
 */

type Fields = ReadonlyMap<number, readonly Buffer[]>;

const magic = Buffer.from('k8s\0');

export function isProtobuf(body: Buffer): boolean {
  return body.subarray(0, 4).equals(magic);
}

/** Field numbers: `Unknown` of k8s.io/apimachinery/pkg/runtime, `ObjectMeta` of meta/v1, `Secret` of k8s.io/api/core/v1. */
export function fromProtobuf(body: Buffer): Record<string, unknown> {
  const unknown = fieldsOf(body.subarray(4));
  const type = fieldsOf(one(unknown, 1));
  const kind = text(type, 2);
  const object = fieldsOf(one(unknown, 2));
  const head = { apiVersion: text(type, 1), kind };
  // Of no matter here: how something is to be deleted.
  if (kind === 'DeleteOptions') return head;
  const meta = fieldsOf(one(object, 1));
  const metadata = {
    name: text(meta, 1),
    labels: mapOf(meta, 11, String),
    annotations: mapOf(meta, 12, String),
  };
  if (kind !== 'Secret') return { ...head, metadata };
  const data = mapOf(object, 2, (value) => value.toString('base64'));
  const stringData = mapOf(object, 4, String);
  return { ...head, metadata, data, stringData, type: text(object, 3) };
}

function mapOf(fields: Fields, number: number, read: (value: Buffer) => string): Record<string, string> {
  return Object.fromEntries(
    (fields.get(number) ?? []).map((entry) => {
      const pair = fieldsOf(entry);
      return [text(pair, 1), read(one(pair, 2))];
    }),
  );
}

function one(fields: Fields, number: number): Buffer {
  return fields.get(number)?.[0] ?? Buffer.alloc(0);
}

function text(fields: Fields, number: number): string {
  return one(fields, number).toString('utf8');
}

/** Length-delimited fields by number; whole numbers are skipped. https://protobuf.dev/programming-guides/encoding/ */
function fieldsOf(bytes: Buffer): Fields {
  const found = new Map<number, Buffer[]>();
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes.readUInt8(at);
      at += 1;
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    if (tag % 8 === 0) varint();
    else if (tag % 8 === 2) {
      const length = varint();
      const number = Math.floor(tag / 8);
      found.set(number, [...(found.get(number) ?? []), bytes.subarray(at, at + length)]);
      at += length;
    } else throw new Error(`a field of wire type ${tag % 8} is not read here`);
  }
  return found;
}
