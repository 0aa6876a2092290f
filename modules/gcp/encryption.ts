import { KmsCryptoKey } from '@cdktf/provider-google/lib/kms-crypto-key/index.js';
import { KmsCryptoKeyIamMember } from '@cdktf/provider-google/lib/kms-crypto-key-iam-member/index.js';
import { KmsKeyRing } from '@cdktf/provider-google/lib/kms-key-ring/index.js';
import { Construct, type ITerraformDependable } from '../core/cdktf.ts';
import { Settle } from '../core/settle.ts';
import type { IGcpKey } from './contracts.ts';
import { settleSeconds } from './provider.ts';
import { RandomSuffix } from './random.ts';
import type { ServiceAgents } from './service-agents.ts';

export interface EncryptionProps {
  /** Name of the deployment. */
  readonly name: string;
  /** Cloud SQL and Memorystore take keys of their own region only. */
  readonly region: string;
  /** Google's own accounts that encrypt and decrypt. */
  readonly agents: ServiceAgents;
  /** `projects/P/locations/L/keyRings/R/cryptoKeys/K`. Default: - a key of the data plane. A change replaces what holds data. */
  readonly existingKey?: string;
}

/** 90 days, as the CIS benchmark asks. Old versions stay for what they encrypted. https://cloud.google.com/kms/docs/key-rotation */
const rotationPeriod = `${90 * 24 * 3600}s`;

/** The key for everything at rest, and the leave of Google's own accounts to use it. */
export class Encryption extends Construct implements IGcpKey {
  readonly id: string;
  readonly granted: ITerraformDependable;

  constructor(scope: Construct, id: string, props: EncryptionProps) {
    super(scope, id);
    this.id = props.existingKey ?? this.makeKey(props);
    // Member by member, so that what others were granted on a key that is not ours stays.
    const grants = Object.entries(props.agents).map(
      ([agent, { email }]) =>
        new KmsCryptoKeyIamMember(this, `${agent}_grant`, {
          cryptoKeyId: this.id,
          role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter',
          member: `serviceAccount:${email}`,
        }),
    );
    // A grant is good within about two minutes: https://cloud.google.com/iam/docs/access-change-propagation
    const settle = new Settle(this, 'granted', {
      triggers: [this.id, ...Object.keys(props.agents)],
      after: grants,
      seconds: settleSeconds,
    });
    this.granted = settle.done;
  }

  private makeKey(props: EncryptionProps): string {
    // Neither a ring nor the name of a key is ever free again: https://cloud.google.com/kms/docs/destroy-restore
    const suffix = new RandomSuffix(this, 'suffix', { keepers: { name: props.name, region: props.region } });
    const ring = new KmsKeyRing(this, 'ring', {
      name: `${props.name}-${suffix.hex}`,
      location: props.region,
    });
    return new KmsCryptoKey(this, 'Resource', {
      name: 'data-plane',
      keyRing: ring.id,
      purpose: 'ENCRYPT_DECRYPT',
      rotationPeriod,
      // Backups that outlive the database are unreadable without it.
      lifecycle: { preventDestroy: true },
    }).id;
  }
}
