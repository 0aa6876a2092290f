import type { HelmValuesProps } from './props.ts';

/** What all services share. */
export function globalValues(props: HelmValuesProps) {
  const { organization } = props;
  return {
    global: {
      orgName: organization.name,
      primaryOrgName: organization.primaryName ?? '',
      allowedOrgIds: organization.allowedIds.join(','),
      // The stack makes the namespace: one that a release owns goes with it, and all that is in it.
      createNamespace: false,
      // Always that of the release. Three addresses of the API are built from this value and everything else from the
      // release's, so that in any other namespace the API would not find Brainstore (chart 6.11.0, templates/api-configmap.yaml).
      namespace: props.namespace,
      namespaceAnnotations: {},
      labels: {},
      controlPlaneTelemetry: props.telemetry,
    },
    // Empty, never left out: chart 6.1.0 began to skip Postgres by default, and there is no way back from it.
    skipPgForBrainstoreObjects: props.skipPostgresObjects ?? '',
    brainstoreWalFooterVersion: props.walFooterVersion ?? '',
    btqlAuditLogsStrictOrgIds: [],
    btqlAuditLogsBestEffortOrgIds: [],
    // Istio. Its labels would leak onto every other object (chart 6.11.0).
    virtualService: { enabled: false },
  };
}
