/** The effective configuration with the origin of each value. */
import { type LoadOptions, loadDeployment } from '../../config/load.ts';
import { leaves, type Origin, valueAt } from '../../config/resolve.ts';
import type { Context } from '../../context.ts';
import type { Finding, Place } from '../../findings/finding.ts';

export interface ShownValue {
  /** Dotted path, such as `postgres.storage.sizeGb`. Lists, tags, `state` and `licenseKey` are one value each. */
  readonly path: string;
  /** As data; a licence key is never in it, only where the key is. */
  readonly value: unknown;
  readonly origin: Origin;
  readonly unit?: string;
  /** Line in `file`, for values that stand in the configuration or in a file that it builds on. */
  readonly line?: number;
  /** The file that the value stands in, absolute. */
  readonly file?: string;
}

export type ConfigShowResult =
  | { readonly ok: true; readonly file: string; readonly values: readonly ShownValue[] }
  | {
      readonly ok: false;
      readonly file: string;
      readonly text: string;
      readonly findings: readonly Finding[];
    };

/** Values in the order of the schema. Without a usable file the findings say why. */
export async function configShow(context: Context, options: LoadOptions): Promise<ConfigShowResult> {
  const loaded = await loadDeployment(context, options);
  if (!loaded.ok) return loaded;
  const { config, origins, file, placeOf } = loaded.deployment;
  const values = leaves.flatMap(({ path, name, meta }): readonly ShownValue[] => {
    const origin = origins[name];
    if (origin === undefined) return [];
    const unit = meta?.unit;
    return [
      {
        path: name,
        value: valueAt(config, path),
        origin,
        ...(unit === undefined ? {} : { unit }),
        ...(origin === 'file' ? standsAt(placeOf(name)) : {}),
      },
    ];
  });
  return { ok: true, file, values };
}

function standsAt({ file, line }: Place): Pick<ShownValue, 'file' | 'line'> {
  return { line, file };
}
