import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { packBundle, planMember, unpackBundle } from '../../../../../src/core/plan/bundle/archive.ts';
import type { BundleManifest } from '../../../../../src/core/plan/bundle/manifest.ts';
import { sha256 } from '../../../../../src/core/synth/digest.ts';

const plan = new TextEncoder().encode('PK a plan file of terraform, with secrets');
const manifest: BundleManifest = {
  formatVersion: 1,
  tool: '0.1.0',
  made: '2026-06-01T12:00:00.000Z',
  deployment: 'acme',
  cloud: 'aws',
  region: 'us-east-1',
  profile: 'staging',
  release: '2.12.0',
  terraform: '1.11.4',
  account: '123456789012',
  endpoints: [],
  config: 'c',
  bases: [],
  lock: null,
  overrides: [],
  rendered: 'sha256:r',
  effect: 'e1-0',
  stacks: [
    {
      name: 'infra',
      files: [{ path: 'infra/main.tf.json', sha256: 'm' }],
      providers: { 'registry.terraform.io/hashicorp/aws': '5.100.0' },
      providerLock: 'p',
      localState: null,
      state: { lineage: 'l', serial: 3 },
      plan: { member: planMember('infra'), sha256: sha256(plan), bytes: plan.length },
      prediction: null,
    },
    {
      name: 'workload',
      files: [],
      providers: {},
      providerLock: null,
      localState: null,
      state: { lineage: null, serial: 0 },
      plan: null,
      prediction: { waitsFor: ['cluster_endpoint of infra'] },
    },
  ],
};
const plans = new Map([['infra', plan]]);
const { bytes, digest } = packBundle(manifest, plans);
const open = (data: Uint8Array) => unpackBundle(data, '/a/b.btplan');

/** A container that is right in itself, with these members. */
const zipped = (members: Readonly<Record<string, string | Uint8Array>>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(members).map(([name, data]) => [
        name,
        typeof data === 'string' ? new TextEncoder().encode(data) : data,
      ]),
    ),
    { level: 0 },
  );
const text = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

describe('a bundle', () => {
  it('comes back as it went in, and has the same bytes each time', () => {
    expect(open(bytes)).toEqual({ manifest, plans, digest });
    expect(packBundle(manifest, plans)).toEqual({ bytes, digest });
  });

  it('is refused with any single byte changed, wherever it is', () => {
    const missed: number[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      try {
        open(flipped);
        missed.push(at);
      } catch (error) {
        expect(error).toMatchObject({ kind: 'stale' });
      }
    }
    expect(missed).toEqual([]);
  });

  it.each([1, 10, 100, bytes.length - 1])('is refused when only %i bytes of it are there', (length) => {
    expect(() => open(bytes.subarray(0, length))).toThrow(
      expect.objectContaining({ kind: 'stale', code: expect.stringMatching(/^bundle-(damaged|unknown)$/) }),
    );
  });

  it('is refused with something before or behind it', () => {
    expect(() => open(Buffer.concat([bytes, Buffer.from('x')]))).toThrow('damaged');
    expect(() => open(Buffer.concat([Buffer.from('x'), bytes]))).toThrow();
  });

  it.each([
    ['no archive', Buffer.from('{"a":1}'), 'it is no archive'],
    ['empty', new Uint8Array(), 'it is empty'],
    ['a plan of terraform', zipped({ tfplan: 'x', tfstate: '{}' }), 'it is a plan file of terraform itself'],
    ['an archive of others', zipped({ 'a.txt': 'x' }), 'it has no manifest'],
  ])('is told from %s', (_, data, why) => {
    expect(() => open(data)).toThrow(
      expect.objectContaining({ code: 'bundle-unknown', message: expect.stringContaining(why) }),
    );
  });

  it.each([0, 2, 'one'])(
    'of format %s is refused kindly, with the version that wrote it',
    (formatVersion) => {
      const old = text({ formatVersion, tool: '0.0.3', somethingElse: true });
      expect(() => open(zipped({ 'manifest.json': old }))).toThrow(
        expect.objectContaining({
          kind: 'stale',
          code: 'bundle-format',
          message: expect.stringContaining(`format ${formatVersion}, written by bt-dataplane 0.0.3`),
          hint: expect.stringContaining('plan --out'),
        }),
      );
    },
  );

  it('whose manifest is right but lacks something, or has more, is refused', () => {
    for (const changed of [
      { ...manifest, account: undefined },
      { ...manifest, more: 1 },
    ]) {
      const member = text(changed);
      const data = zipped({
        'manifest.json': member,
        'plans/infra.tfplan': plan,
        'digest.txt': `sha256:${sha256(member)}\n`,
      });
      expect(() => open(data)).toThrow('not complete');
    }
  });

  it('whose plan was put in the place of another is refused', () => {
    const member = text(manifest);
    const data = zipped({
      'manifest.json': member,
      'plans/infra.tfplan': 'another plan',
      'digest.txt': `${digest}\n`,
    });
    expect(() => open(data)).toThrow('the plan of infra is not the one that was written');
  });
});
