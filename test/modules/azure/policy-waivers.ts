/**
 * Rules of checkov (https://www.checkov.io/5.Policy%20Index/terraform.html) that the production stack does not meet, each with
 * the reason. What is waived here is not asserted in `policy.test.ts`. The account of the flow logs is left out of five rules there
 * (CKV_AZURE_59, CKV2_AZURE_1, _33, _38, _40): Network Watcher writes it with the account's keys and from outside of the network,
 * which its network rules let nobody else do, and it holds who talked to whom, not what was said.
 */
export const waived: Readonly<Record<string, string>> = {
  // Cluster.
  CKV_AZURE_115: 'a choice of the configuration, cluster.access: whoever deploys has to reach the API',
  CKV_AZURE_6: 'a choice of the configuration, cluster.authorizedRanges; Entra alone decides otherwise',
  CKV_AZURE_116: 'policies on pods are a choice of the subscription, and would refuse pods of the chart',
  CKV_AZURE_168: 'the number of pods of a node is the default of AKS for an overlay, 250',
  CKV_AZURE_226: 'a disk of the node itself would be the first NVMe disk, which is the cache of Brainstore',
  CKV_AZURE_227: 'encryption at host is a feature that a subscription has to register; disks have our key',
  CKV_AZURE_246: 'the rule is about an add-on of AKS that is not used',
  CKV_AZURE_12:
    'flow logs are for a month, which is what an incident needs; a flow log of yours can keep more',
  // Vault.
  CKV_AZURE_109: 'a choice of the configuration, cluster.authorizedRanges: whoever deploys first is outside',
  CKV_AZURE_189: 'the same',
  CKV_AZURE_41: 'secrets do not end by themselves: rotation is a step of the configuration',
  CKV_AZURE_40:
    'a key that ends takes the data with it; ours turns by itself, asserted in `encryption.test.ts`',
  CKV_AZURE_112:
    'keys in an HSM are of the premium vault; bring such a key along with encryption.keyVaultKey',
  CKV_AZURE_114: 'a content type is no protection',
  // Stores.
  CKV_AZURE_136: 'copies in another region are where the data may not be; backups stay in the region',
  CKV_AZURE_206: 'the same: copies are in three zones of the region',
  CKV_AZURE_33: 'about queues, of which the account has none',
  CKV2_AZURE_21: 'reads are the daily work, by the million; what is deleted is recorded',
  CKV2_AZURE_41: 'there are no shared keys, so no token of them can be without an end',
};
