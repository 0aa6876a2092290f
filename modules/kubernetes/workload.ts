/** What runs in a cluster, as one stack: a namespace, the official chart and our own beside it. What clouds differ in is theirs. */
import type { App } from '../core/cdktf.ts';
import { DataPlaneStack, type DataPlaneStackProps } from '../core/data-plane-stack.ts';
import { type StackOutputs, tellOutputs } from '../core/outputs.ts';
import { ChartRelease } from './chart-release.ts';
import { ClusterAccess, type ClusterAccessProps } from './cluster-access.ts';
import {
  type CompanionValuesProps,
  companionFolder,
  type companionValues,
  companionVersion,
} from './companion.ts';
import { InputVariable } from './input-variable.ts';
import { Namespace } from './namespace.ts';
import { secretRevisionVariable } from './secret-revision.ts';
import { apiName, apiPort, serviceUrl } from './values/names.ts';
import type { HelmValues } from './values/values.ts';

export interface WorkloadProps extends DataPlaneStackProps {
  /** Name of the deployment. A change makes everything anew. */
  readonly name: string;
  /** Version that is deployed, such as `2.12.0`; an output. */
  readonly release: string;
  /** Ranges of provider versions, such as `>= 2.38.0, < 3.0.0`. */
  readonly providerVersions: ClusterAccessProps['providerVersions'];
  /** A change makes everything anew in the other one. */
  readonly namespace: string;
  readonly chart: {
    /** `oci://…/braintrust`, or a path of this machine. */
    readonly reference: string;
    /** The one version, such as `6.11.0`. A change upgrades. */
    readonly version: string;
  };
  readonly values: HelmValues;
  readonly podDisruption: CompanionValuesProps['podDisruption'];
}

/** What a cloud adds. */
export interface WorkloadCloud {
  readonly credentials: ClusterAccessProps['credentials'];
  /** Of the namespace. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface ChartsProps {
  /** Values of our own chart. */
  readonly companion: ReturnType<typeof companionValues>;
  /** Values of the official one that only terraform knows, as an expression that gives JSON. */
  readonly valuesKnownLater: string;
  /** Addresses of what the official chart waits for. */
  readonly after: readonly string[];
}

/**
 * 30 minutes: machines with local disks take several to come up, an upgrade needs as many again, and Brainstore is asked for
 * its health only after one.
 */
const chartTimeout = 1_800;
/** Nothing in it runs; the time is for taking the load balancer down. */
const companionTimeout = 900;

export class Workload extends DataPlaneStack {
  protected readonly namespace: Namespace;
  /** Number that rises with each new value of a stored secret, as an expression without `${}`. */
  protected readonly revision: string;
  private readonly props: WorkloadProps;

  constructor(app: App, id: string, props: WorkloadProps, cloud: WorkloadCloud) {
    super(app, id, props);
    this.props = props;
    new ClusterAccess(this, 'cluster', {
      providerVersions: props.providerVersions,
      credentials: cloud.credentials,
    });
    this.namespace = new Namespace(this, 'namespace', { name: props.namespace, labels: cloud.labels });
    this.revision = new InputVariable(
      this,
      'revision',
      secretRevisionVariable,
      'Number that rises with each new value of a stored secret',
    ).expression();
  }

  /** Both charts, ours first. */
  protected install({ companion, valuesKnownLater, after }: ChartsProps): void {
    const { props, namespace } = this;
    const ours = new ChartRelease(this, 'companion', {
      name: 'braintrust-companion',
      namespace,
      chart: `\${path.module}/${companionFolder}`,
      version: companionVersion,
      values: companion,
      timeout: companionTimeout,
    });
    new ChartRelease(this, 'braintrust', {
      name: 'braintrust',
      namespace,
      chart: props.chart.reference,
      version: props.chart.version,
      values: props.values,
      valuesKnownLater,
      timeout: chartTimeout,
      // Policies of the load balancer are there before it finds the service.
      after: [...after, ours.address],
    });
  }

  /** What every workload tells, and `more`. */
  protected tell(more: StackOutputs): void {
    const { release, chart, namespace, values } = this.props;
    tellOutputs(this, {
      release: ['Version of the data plane', release],
      wal_footer_version: [
        'Format of the write-ahead log of Brainstore',
        values.brainstoreWalFooterVersion || 'none',
      ],
      no_postgres: [
        'Kinds of object that are kept without PostgreSQL',
        values.skipPgForBrainstoreObjects || 'none',
      ],
      namespace: ['Namespace of everything', namespace],
      chart_version: ['Version of the official chart', chart.version],
      api_service: ['The API, from inside the cluster', serviceUrl(apiName, namespace, apiPort)],
      ...more,
    });
  }
}
