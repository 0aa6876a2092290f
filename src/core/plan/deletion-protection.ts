/** Whether a cloud will refuse to delete a resource, whoever asks. */
import type { PlanDocument } from '../terraform/plan-document.ts';
import type { ResourceClasses } from './classify/resource-class.ts';
import type { Concern, StackPlan } from './model.ts';

export const unprotect = 'set deletionProtection to false in the configuration and apply that first';

/** What the cloud will refuse to delete, when all else is done and its successor is there: no flag of ours changes that. */
export function refusals(
  stack: StackPlan,
  document: PlanDocument | undefined,
  classes: ResourceClasses,
): readonly Concern[] {
  return stack.changes.flatMap((change) => {
    const { kind, address, component, type } = change;
    if (kind !== 'replace' && kind !== 'destroy') return [];
    const raw = document?.resource_changes?.find((it) => it.address === address && it.deposed === undefined);
    const attribute = deletionProtection(raw?.change.before);
    if (attribute === undefined) return [];
    return [
      {
        kind: 'data-loss',
        severity: 'blocking',
        address,
        stack: change.stack,
        component,
        change: kind,
        noun: classes[type]?.noun ?? type,
        because: `${attribute} is on`,
        attribute,
        consequence: `the cloud refuses to delete it, and the apply would stop half-way: ${unprotect}`,
        allowed: false,
      } as const,
    ];
  });
}

/**
 * Path of the attribute that says so: `deletion_protection`, `enable_deletion_protection`, `settings.0.deletion_protection_enabled`.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance,
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/sql_database_instance
 */
function deletionProtection(attributes: unknown): string | undefined {
  return onIn(attributes) ?? prefixed('settings.0', onIn(at(at(attributes, 'settings'), '0')));
}

function onIn(attributes: unknown): string | undefined {
  if (typeof attributes !== 'object' || attributes === null) return undefined;
  const on = Object.entries(attributes).find(
    ([name, value]) => name.includes('deletion_protection') && value === true,
  );
  return on?.[0];
}

function prefixed(path: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${path}.${name}`;
}

function at(tree: unknown, key: string): unknown {
  return typeof tree === 'object' && tree !== null ? (tree as Record<string, unknown>)[key] : undefined;
}
