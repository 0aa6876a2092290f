import { ManagementLock } from '@cdktf/provider-azurerm/lib/management-lock/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct, DataResource, TerraformResource } from '../core/cdktf.ts';

export interface LocksProps {
  /** ARM ids of what nobody may delete, by a short literal id that is part of the lock's address. */
  readonly guarded: Readonly<Record<string, string>>;
  /**
   * Parts with resources in or on what is guarded. The locks come after all of them and go before any of them: a lock also
   * keeps role assignments, containers and endpoints from being deleted.
   */
  readonly parts: readonly Construct[];
  /** A change takes the locks away for the time of the change, because it takes back roles on what is guarded. */
  readonly liftedOn: readonly string[];
}

/**
 * Locks against deletion: by hand, in the portal, or by another program. A destroy of ours takes them away first.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources
 */
export class Locks extends Construct {
  constructor(scope: Construct, id: string, props: LocksProps) {
    super(scope, id);
    const reasons = new DataResource(this, 'lifted_on', {});
    reasons.addOverride('input', [...props.liftedOn]);
    const after = props.parts.flatMap((part) =>
      part.node
        .findAll()
        .filter((node) => node instanceof TerraformResource)
        .map((node) => addressOf(node)),
    );
    for (const [key, resource] of Object.entries(props.guarded)) {
      const lock = new ManagementLock(this, key, {
        name: 'braintrust-keep',
        scope: resource,
        lockLevel: 'CanNotDelete',
        notes: 'Holds data of a Braintrust data plane; bt-dataplane takes this away when it destroys.',
        lifecycle: { replaceTriggeredBy: [addressOf(reasons)] },
      });
      lock.dependsOn = [...after];
    }
  }
}
