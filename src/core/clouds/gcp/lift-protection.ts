/**
 * What has to be switched off before it can go on Google Cloud. Attribute names are those of the Google provider:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs
 */

/** The values that `liftLocals` gives these; nested ones are compared with the state alone. */
export const liftProtection: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  google_sql_database_instance: {
    deletion_protection: false,
    settings: [{ deletion_protection_enabled: false }],
  },
  google_storage_bucket: { force_destroy: true },
  google_container_cluster: { deletion_protection: false },
};
