/** Our own chart beside the official one. Its files are the program's templates, written beside the stack that installs it. */
import type { RenderedAsset } from '../core/render.ts';
import { apiName, apiPort, brainstorePort, roleNames } from './values/names.ts';

/** `version` of its `Chart.yaml`. */
export const companionVersion = '1.0.0';

/** Where its files are beside the stack. */
export const companionFolder = 'companion';

/** Its files, relative to its folder. */
export const companionFiles = [
  'Chart.yaml',
  'values.schema.json',
  'values.yaml',
  'templates/_labels.tpl',
  'templates/backend-policies.yaml',
  'templates/disruption-budgets.yaml',
  'templates/gateway.yaml',
  'templates/network-policy.yaml',
  'templates/routes.yaml',
  'templates/storage-capacity.yaml',
] as const;

/** The chart as files of a rendered stack; `read` gives the text of one of `companionFiles`. */
export async function companionAssets(
  read: (file: string) => Promise<string>,
): Promise<readonly RenderedAsset[]> {
  const encoder = new TextEncoder();
  return Promise.all(
    companionFiles.map(async (file) => ({
      path: `${companionFolder}/${file}`,
      bytes: encoder.encode(await read(file)),
    })),
  );
}

export interface CompanionValuesProps {
  /** Pods per Deployment; a budget keeps all but one of them running, from two on. */
  readonly podDisruption: {
    readonly apiReplicas: number;
    readonly readers: number;
    readonly fastReaders: number;
  };
  /** Room on local disks that a driver gives out, by pool. Default: - none; pods use the disks without one. */
  readonly localVolumes?: readonly LocalVolume[];
  /** A Gateway with managed TLS. Default: - none. */
  readonly ingress?: {
    /** Name that the API is called by. */
    readonly host: string;
    /** Static address of the project. */
    readonly addressName: string;
    /** Certificate map of the project. */
    readonly certificateMap: string;
  };
}

/** The volume of the one pod that runs on each node of a pool. */
export interface LocalVolume {
  /** Of the Deployment. */
  readonly name: string;
  /** Such as `local`. */
  readonly storageClass: string;
  /** Such as `1250Gi`. */
  readonly size: string;
  /** That the nodes of the pool have, and no others. */
  readonly nodeLabels: Readonly<Record<string, string>>;
}

export function companionValues(props: CompanionValuesProps) {
  const { podDisruption, ingress, localVolumes } = props;
  return {
    api: { name: apiName, port: apiPort, replicas: podDisruption.apiReplicas },
    brainstore: {
      port: brainstorePort,
      roles: [
        { name: roleNames.reader, replicas: podDisruption.readers },
        { name: roleNames.fastreader, replicas: podDisruption.fastReaders },
        // No budget: a writer that goes is replaced, and nobody waits for it meanwhile.
        { name: roleNames.writer, replicas: 0 },
      ],
    },
    ...(localVolumes && { localVolumes }),
    ingress: { enabled: ingress !== undefined, ...ingress },
  };
}
