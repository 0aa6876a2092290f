/** The parts of a stored state that we read: what exists, what is tainted. Attributes hold secrets and never leave here whole. */

export interface StateResource {
  /** With index where there is one. */
  readonly address: string;
  readonly type: string;
  readonly tainted: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface State {
  readonly serial: number;
  readonly terraformVersion: string;
  /** Managed resources, sorted by address. */
  readonly resources: readonly StateResource[];
}

interface RawState {
  readonly serial?: number;
  readonly terraform_version?: string;
  readonly resources?: readonly {
    readonly mode?: string;
    readonly module?: string;
    readonly type?: string;
    readonly name?: string;
    readonly instances?: readonly {
      readonly index_key?: string | number;
      readonly status?: string;
      readonly deposed?: string;
      readonly attributes?: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

/** Version 4 of the format, which every terraform since 0.12 writes. A resource without an instance does not exist. */
export function readState(pulled: unknown): State {
  const raw = (pulled ?? {}) as RawState;
  const resources = (raw.resources ?? [])
    .filter((resource) => resource.mode === 'managed')
    .flatMap((resource) =>
      (resource.instances ?? [])
        .filter((instance) => instance.deposed === undefined)
        .map((instance) => ({
          address: `${resource.module ? `${resource.module}.` : ''}${resource.type}.${resource.name}${indexOf(instance.index_key)}`,
          type: resource.type ?? '',
          tainted: instance.status === 'tainted',
          attributes: instance.attributes ?? {},
        })),
    )
    .sort((a, b) => (a.address < b.address ? -1 : 1));
  return { serial: raw.serial ?? 0, terraformVersion: raw.terraform_version ?? '', resources };
}

export function taintedAddresses(state: State): readonly string[] {
  return state.resources.filter((resource) => resource.tainted).map((resource) => resource.address);
}

function indexOf(key: string | number | undefined): string {
  return key === undefined ? '' : `[${JSON.stringify(key)}]`;
}
