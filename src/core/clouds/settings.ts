/** From a configuration to what constructs ask for, as far as all clouds have it in common. */
import type { StateBackend } from '../../../modules/core/data-plane-stack.ts';
import type { Config } from '../config/schema.ts';

/** Write-only arguments begin with 1.11. https://developer.hashicorp.com/terraform/language/manage-sensitive-data/write-only */
export const terraformVersion = '>= 1.11.0, < 2.0.0';

/** A value that this cloud's defaults fill in. Throws a defect when they do not. */
export function needed<T>(value: T | undefined, path: string): T {
  if (value === undefined) throw new Error(`the defaults of this cloud have no value for ${path}`);
  return value;
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out the keys whose value is undefined. */
export function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** Each stack has a state of its own in the folder that the configuration names. */
export function backendOf({ name, region, state }: Config, stack: string): StateBackend {
  const folder = `bt-dataplane/${name}`;
  switch (state.backend) {
    case 'local':
      return { type: 'local', path: `../state/${stack}.tfstate` };
    case 's3':
      return {
        type: 's3',
        bucket: state.bucket,
        key: `${state.key ?? folder}/${stack}.tfstate`,
        region: state.region ?? region,
        ...defined({ kmsKeyArn: state.kmsKeyArn }),
      };
    case 'gcs':
      return { type: 'gcs', bucket: state.bucket, prefix: `${state.prefix ?? folder}/${stack}` };
    case 'azurerm':
      return {
        type: 'azurerm',
        storageAccount: state.storageAccount,
        container: state.container,
        key: `${state.key ?? folder}/${stack}.tfstate`,
      };
  }
}

/** The kinds that are on, as the services' environment wants them: `status,metrics`. */
export function telemetryOf({ telemetry }: Config): string {
  return Object.entries(telemetry)
    .flatMap(([kind, on]) => (on ? [kind] : []))
    .join(',');
}

export function unlessNone(value: string): string | undefined {
  return value === 'none' ? undefined : value;
}
