import { SecretV1 } from '@cdktf/provider-kubernetes/lib/secret-v1/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct, Token } from '../core/cdktf.ts';
import { SecretVariable } from '../core/secret-variable.ts';
import type { Namespace } from './namespace.ts';

export interface PodSecretProps {
  readonly name: string;
  readonly namespace: Namespace;
  /** Description of each value by its key; the key in small letters is the input variable that brings it. */
  readonly values: Readonly<Record<string, string>>;
  /** A number that another value of any of them changes, as an expression without `${}`: writes all anew. */
  readonly revision: string;
}

/** A Secret whose values are written and never read back into plan or state. */
export class PodSecret extends Construct {
  private readonly resource: SecretV1;

  constructor(scope: Construct, id: string, props: PodSecretProps) {
    super(scope, id);
    const { namespace } = props;
    this.resource = new SecretV1(this, 'Resource', {
      metadata: { name: props.name, namespace: namespace.name },
      type: 'Opaque',
      dataWo: Object.fromEntries(
        Object.entries(props.values).map(([key, description]) => {
          const name = key.toLowerCase();
          const value = new SecretVariable(this, name, name, description).expression();
          return [key, givenOnceThere(value, namespace.address)];
        }),
      ),
      dataWoRevision: Token.asNumber(`\${${props.revision}}`),
    });
    this.resource.addOverride('depends_on', [namespace.address]);
  }

  get address(): string {
    return addressOf(this.resource);
  }
}

/**
 * The first plan is made before there is a secret to read, so an empty value passes while the namespace is not there: its id
 * is unknown, and with it the whole expression. From then on `coalesce` refuses an empty one, and no pod starts without.
 */
function givenOnceThere(value: string, namespaceAddress: string): string {
  return `\${coalesce(${namespaceAddress}.id == "" ? "" : ${value})}`;
}
