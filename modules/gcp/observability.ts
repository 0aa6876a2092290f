import { MonitoringAlertPolicy } from '@cdktf/provider-google/lib/monitoring-alert-policy/index.js';
import { Construct } from '../core/cdktf.ts';
import { type AlertSpec, type AlertTarget, alertSpecs } from './alerts.ts';

export interface ObservabilityProps {
  /** Name of the deployment, start of every alert's title. */
  readonly name: string;
  readonly project: string;
  /** Name of the database instance. */
  readonly database: string;
  /** `projects/P/locations/L/instances/I`. */
  readonly cache: string;
  readonly cluster: { readonly name: string; readonly location: string; readonly namespace: string };
  readonly labels: Readonly<Record<string, string>>;
  /** `projects/P/notificationChannels/N`. Default: none, alerts are only shown. */
  readonly notificationChannels: readonly string[];
}

/**
 * Alerts on what goes wrong first. Logs need nothing here: GKE, Cloud SQL and Memorystore write to the project's own
 * `_Default` bucket, whose retention (30 days) is the project's affair.
 */
export class Observability extends Construct {
  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id);
    for (const spec of alertSpecs) this.alert(spec, props);
  }

  private alert(spec: AlertSpec, props: ObservabilityProps): void {
    const filter = [
      `resource.type = "${spec.resourceType}"`,
      `metric.type = "${spec.metric}"`,
      ...Object.entries(labelsOf(spec.target, spec.resourceType, props)).map(
        ([label, value]) => `resource.labels.${label} = "${value}"`,
      ),
    ].join(' AND ');
    new MonitoringAlertPolicy(this, spec.id, {
      displayName: `${props.name}: ${spec.title}`,
      combiner: 'OR',
      severity: 'WARNING',
      userLabels: { ...props.labels },
      documentation: { content: spec.advice, mimeType: 'text/markdown' },
      notificationChannels: [...props.notificationChannels],
      conditions: [
        {
          displayName: spec.title,
          conditionThreshold: {
            filter,
            comparison: 'COMPARISON_GT',
            thresholdValue: spec.threshold,
            duration: `${spec.durationSeconds}s`,
            aggregations: [{ alignmentPeriod: `${spec.alignmentSeconds}s`, perSeriesAligner: spec.aligner }],
            trigger: { count: 1 },
          },
        },
      ],
    });
  }
}

function labelsOf(
  target: AlertTarget,
  resourceType: string,
  props: ObservabilityProps,
): Readonly<Record<string, string>> {
  switch (target) {
    case 'database':
      return { database_id: `${props.project}:${props.database}` };
    case 'cache':
      return { instance_id: props.cache };
    case 'cluster':
      return {
        cluster_name: props.cluster.name,
        location: props.cluster.location,
        ...(resourceType === 'k8s_container' ? { namespace_name: props.cluster.namespace } : {}),
      };
  }
}
