/**
 * Rules of checkov (https://www.checkov.io/5.Policy%20Index/terraform.html) that the production stack does not meet, each with
 * the reason. What is waived here is not asserted in `policy.test.ts`.
 */
export const waived: Readonly<Record<string, string>> = {
  // Cluster.
  CKV_GCP_12: 'Dataplane V2 enforces network policies without the add-on, which it excludes',
  CKV_GCP_21: "labels are the provider's defaults, which the rule does not see; asserted in `infra.test.ts`",
  CKV_GCP_61: 'traffic between pods of one node would double the flow logs; that between nodes is in them',
  CKV_GCP_65: 'groups belong to a Google Workspace that the data plane does not know',
  CKV_GCP_66: 'the vendor signs no attestations for its images',
  CKV_GCP_68: 'not every ARM machine starts signed code only; all x86 pools do',
  // Network.
  CKV2_GCP_18: 'nothing is let in: the network has no rule but those that GKE makes for its load balancers',
  // Stores.
  CKV_GCP_6: 'reads an argument that is gone; ssl_mode is ENCRYPTED_ONLY',
  CKV_GCP_79: 'the version is what the release of the data plane was tested with',
  CKV_GCP_97:
    "TLS would be with an authority that the services' clients cannot be shown to trust; AUTH is on",
  CKV_GCP_108: 'a look-up of the name at every connection, of pods that have none',
  CKV_GCP_109: 'the default, warning, says more than error',
  CKV_GCP_110: 'the text of queries contains what customers logged',
  CKV_GCP_111: 'the same',
  CKV2_GCP_13: 'the same; Query Insights has durations without values',
  CKV_GCP_62: 'object-level logs are a choice of the project (Cloud Audit Logs, data access)',
  CKV_GCP_63: 'the same',
};
