/** How large a machine is, as far as its name tells; of use only to say which of two costs more. */

/** Undefined where the name tells nothing. */
export function machineSize(name: unknown): number | undefined {
  if (typeof name !== 'string') return undefined;
  return amazonSize(name) ?? namedNumber(name);
}

/** https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html; each step is twice the one before. */
const steps = ['nano', 'micro', 'small', 'medium', 'large', 'xlarge'];

function amazonSize(name: string): number | undefined {
  const [, times = '1', step = ''] = /\.(\d*)(nano|micro|small|medium|large|xlarge)$/.exec(name) ?? [];
  const index = steps.indexOf(step);
  return index < 0 ? undefined : Number(times || '1') * 2 ** index;
}

/**
 * The vCPU count of `c4a-standard-16-lssd`, `db-custom-4-15360`, `Standard_E8ds_v5`, `GP_Standard_D4ds_v5`; the gigabytes of
 * `Balanced_B10`.
 * https://cloud.google.com/compute/docs/machine-resource, https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions
 */
function namedNumber(name: string): number | undefined {
  const found =
    /^(?:GP_|MO_|B_)?Standard_[A-Z]+(\d+)/.exec(name) ??
    /^(?:Balanced_B|MemoryOptimized_M|ComputeOptimized_X|FlashOptimized_A)(\d+)$/.exec(name) ??
    /^db-custom-(\d+)-/.exec(name) ??
    /^[a-z0-9]+(?:-[a-zA-Z]+)+-(\d+)(?:-|$)/.exec(name);
  return found?.[1] === undefined ? undefined : Number(found[1]);
}
