import { Release } from '@cdktf/provider-helm/lib/release/index.js';
import { addressOf } from '../core/addresses.ts';
import { Construct } from '../core/cdktf.ts';
import type { Namespace } from './namespace.ts';

export interface ChartReleaseProps {
  /** Name of the release. A change makes everything anew. */
  readonly name: string;
  readonly namespace: Namespace;
  /** `oci://…`, or a path as terraform finds it. */
  readonly chart: string;
  /** The one version; terraform refuses a chart that has another. A change upgrades. */
  readonly version: string;
  readonly values: object;
  /** More of them, an expression that gives JSON; wins over `values`. Default: - none. */
  readonly valuesKnownLater?: string;
  /** Seconds that its pods have to get ready. */
  readonly timeout: number;
  /** Addresses of what has to be there before. Default: - the namespace only. */
  readonly after?: readonly string[];
}

/**
 * A Helm release that can be taken up again wherever it broke off.
 *
 * Never `atomic`: that rolls back what is late, and an older version cannot read the write-ahead log of a newer one. It would
 * also take a first install down, machines and all, and the reason with it. Instead `upgrade_install` goes on with a release
 * that is there, because the provider keeps no trace of a first install that failed (3.1.1), and a plain install would then
 * find its name taken.
 */
export class ChartRelease extends Construct {
  private readonly resource: Release;

  constructor(scope: Construct, id: string, props: ChartReleaseProps) {
    super(scope, id);
    // The provider gives up on its own account after this; later than helm, whose message says what is not ready.
    const limit = `${Math.ceil(props.timeout / 60) + 10}m`;
    this.resource = new Release(this, 'Resource', {
      name: props.name,
      namespace: props.namespace.name,
      chart: props.chart,
      version: props.version,
      // In lines, so that a plan shows what changes.
      values: [
        JSON.stringify(props.values, null, 2),
        ...(props.valuesKnownLater === undefined ? [] : [props.valuesKnownLater]),
      ],
      upgradeInstall: true,
      atomic: false,
      wait: true,
      timeout: props.timeout,
      timeouts: { create: limit, update: limit, delete: limit },
      // Each is a Secret in the cluster, kept for ever otherwise.
      maxHistory: 10,
    });
    this.resource.addOverride('depends_on', [props.namespace.address, ...(props.after ?? [])]);
  }

  get address(): string {
    return addressOf(this.resource);
  }
}
