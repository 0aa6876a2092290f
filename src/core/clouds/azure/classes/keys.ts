/** Keys and secrets. */
import { becomes, switchedOff, switchedOn } from '../../../plan/classify/conditions.ts';
import type { ResourceClasses } from '../../../plan/classify/resource-class.ts';
import { downtime, interrupts } from '../../../plan/classify/rows.ts';
import { exposure, learn, otherKey, rangeRows, vault } from './rows.ts';

export const keysClasses: ResourceClasses = {
  azurerm_key_vault: {
    noun: 'key vault',
    loss: 'all keys and secrets in it, until it is recovered',
    rows: [
      exposure(
        'public_network_access_enabled',
        switchedOn,
        'the vault is reached from the internet, by whoever has the rights',
        `${vault}/network-security`,
      ),
      exposure(
        'network_acls.0.default_action',
        becomes('Allow'),
        'the vault is reached from every address, by whoever has the rights',
        `${vault}/network-security`,
      ),
      ...rangeRows('network_acls.0.ip_rules', 'the vault', `${vault}/network-security`).slice(0, 2),
      {
        path: 'rbac_authorization_enabled',
        when: switchedOff,
        kind: 'access',
        severity: 'attention',
        consequence: 'policies of the vault decide who reads it, not roles',
        source: `${vault}/rbac-guide`,
      },
    ],
  },
  azurerm_key_vault_key: {
    noun: 'encryption key',
    loss: 'everything encrypted with the key, backups included, until it is recovered',
    rows: downtime(
      ['rotation_policy'],
      'the key gets new versions at other times; what is encrypted stays readable',
      `${learn}/key-vault/keys/how-to-configure-key-rotation`,
      'notice',
    ),
  },
  azurerm_key_vault_secret: {
    noun: 'secret',
    loss: 'the value of the secret',
    rows: downtime(
      ['value_wo_version'],
      'the value is written anew; pods take it when they are restarted',
      'modules/azure/stored-secret.ts',
      'notice',
    ),
  },
  azurerm_disk_encryption_set: {
    noun: 'encryption of disks',
    replaced: interrupts('nodes have to be made anew for it', `${learn}/virtual-machines/disk-encryption`),
    destroyed: interrupts('disks of nodes cannot be opened', `${learn}/virtual-machines/disk-encryption`),
    rows: [
      otherKey('key_vault_key_id', 'the disks of the nodes', `${learn}/virtual-machines/disk-encryption`),
    ],
  },
};
