/** The values of the official Helm chart, from the configuration alone: every name in them is known before anything exists. */
import { gcpNames } from '../../../../modules/gcp/naming.ts';
import { type GoogleValuesProps, googlePart } from '../../../../modules/kubernetes/values/google.ts';
import { poolNames } from '../../../../modules/kubernetes/values/names.ts';
import type { HelmValuesProps } from '../../../../modules/kubernetes/values/props.ts';
import { type HelmValues, helmValues } from '../../../../modules/kubernetes/values/values.ts';
import type { Config } from '../../config/schema.ts';
import type { Release } from '../../releases/catalogue.ts';
import type { Pool } from '../../requirements/rules/brainstore.ts';
import type { HelmValuesDocument, Pinned } from '../cloud.ts';
import { defined, needed, telemetryOf, unlessNone } from '../settings.ts';
import { chartVersionOf } from './chart-pin.ts';
import { nodeOf, podSizes } from './nodes.ts';

export async function gcpHelmValues(
  config: Config,
  { release, pins }: { readonly release: Release; readonly pins?: Pinned | undefined },
): Promise<HelmValuesDocument> {
  return {
    ...chartOf(config, release, pins),
    namespace: needed(config.workload, 'workload').namespace,
    values: valuesOf(config, release),
  };
}

/** Throws kind `config` for a release without a chart; the rules find it sooner. */
export function chartOf(
  config: Config,
  release: Release,
  pins?: Pinned,
): { readonly chart: string; readonly version: string } {
  const { chart } = needed(config.workload, 'workload');
  return { chart, version: chartVersionOf(config, release, pins) };
}

export function valuesOf(config: Config, release: Release): HelmValues {
  const props = valuesProps(config, release);
  return helmValues(props, googlePart(props, googleOf(config)));
}

function valuesProps(config: Config, release: Release): HelmValuesProps {
  const { api, brainstore, organization } = config;
  return {
    namespace: needed(config.workload, 'workload').namespace,
    organization: {
      name: organization.name,
      allowedIds: organization.allowedIds,
      ...defined({ primaryName: organization.primaryName }),
    },
    release: { imageTag: release.brainstoreTag },
    telemetry: telemetryOf(config),
    walFooterVersion: unlessNone(brainstore.walFooterVersion),
    skipPostgresObjects: unlessNone(brainstore.noPostgres),
    allowedOrigins: api.allowedOrigins,
    api: {
      replicas: needed(api.replicas, 'api.replicas'),
      cpu: needed(api.cpu, 'api.cpu'),
      memoryGib: needed(api.memoryGib, 'api.memoryGib'),
      nodeMemoryPercent: needed(api.nodeMemoryPercent, 'api.nodeMemoryPercent'),
    },
    pools: {
      reader: poolOf(config, 'readers'),
      fastreader: poolOf(config, 'fastReaders'),
      writer: poolOf(config, 'writers'),
    },
    // With a host name a Gateway stands before the service.
    service: { internal: api.customDomain === undefined },
  };
}

function poolOf(config: Config, key: Pool): HelmValuesProps['pools']['reader'] {
  const { architecture, machineFamily } = nodeOf(config, key);
  return {
    replicas: config.brainstore[key].count,
    ...podSizes(config, key),
    placement: poolNames[key],
    architecture,
    machineFamily,
  };
}

function googleOf(config: Config): GoogleValuesProps {
  const project = needed(config.account.project, 'account.project');
  const names = gcpNames(project, config.name);
  return {
    mode: needed(config.cluster?.mode, 'cluster.mode'),
    brainstoreBucket: names.brainstoreBucket,
    apiBucket: names.apiBucket,
    apiServiceAccount: names.apiAccountEmail,
    brainstoreServiceAccount: names.brainstoreAccountEmail,
  };
}
