import { StorageManagementPolicy } from '@cdktf/provider-azurerm/lib/storage-management-policy/index.js';
import { Construct } from '../core/cdktf.ts';
import { containerNames } from './naming.ts';

export interface StorageExpiryProps {
  /** ARM id of the storage account. */
  readonly accountId: string;
  /** Days in which replaced and deleted objects can be brought back. */
  readonly days: number;
}

const { brainstore, responses, codeBundles } = containerNames;

/** What goes by itself, as on the other clouds. An account has one policy: one that is made by hand would be replaced. */
export class StorageExpiry extends Construct {
  constructor(scope: Construct, id: string, props: StorageExpiryProps) {
    super(scope, id);
    const { days } = props;
    new StorageManagementPolicy(this, 'Resource', {
      storageAccountId: props.accountId,
      rule: [
        rule('replaced', [`${brainstore}/`, `${codeBundles}/`], { version: versionsAfter(days) }),
        // Brainstore records there what it no longer needs, and counts on these records to go. The first part is the container,
        // the rest are its own paths: https://github.com/braintrustdata/helm (brainstore-writer-configmap.yaml)
        rule(
          'delete-operations',
          [`${brainstore}/brainstore/index/delete_ops/`, `${brainstore}/brainstore/wal/delete_ops/`],
          { baseBlob: { deleteAfterDaysSinceModificationGreaterThan: days } },
        ),
        // Large responses and the response cache are copies for a moment; a day later nobody asks for them.
        rule('responses', [`${responses}/`], {
          baseBlob: { deleteAfterDaysSinceModificationGreaterThan: 1 },
          version: versionsAfter(1),
        }),
      ],
    });
  }
}

function versionsAfter(days: number) {
  return { deleteAfterDaysSinceCreation: days };
}

interface Actions {
  readonly baseBlob?: { readonly deleteAfterDaysSinceModificationGreaterThan: number };
  readonly version?: { readonly deleteAfterDaysSinceCreation: number };
}

function rule(name: string, prefixes: readonly string[], actions: Actions) {
  return {
    name,
    enabled: true,
    filters: { blobTypes: ['blockBlob'], prefixMatch: [...prefixes] },
    actions: { ...actions },
  };
}
