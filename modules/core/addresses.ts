/**
 * Addresses of resources. They are a public contract: terraform deletes what lost its address, so ids are literals and
 * a golden list per stack is a test.
 */
import { type TerraformElement, TerraformStack } from './cdktf.ts';
import { ConstructError } from './errors.ts';

/** Ids that stand for "the thing itself" and add nothing to an address. */
const silent = new Set(['Resource', 'Default']);

/**
 * Gives each element of one stack its logical id: the ids of its path below the stack, joined by underscores. Two elements
 * of one type with the same id are a defect in our construct ids, and throw.
 */
export function logicalIds(): (element: TerraformElement) => string {
  const taken = new Map<string, string>();
  return (element) => {
    const id = element.node.scopes
      .slice(TerraformStack.of(element).node.scopes.length)
      .map((scope) => scope.node.id)
      .filter((part) => !silent.has(part))
      .join('_')
      .replaceAll(/[^A-Za-z0-9_]+/g, '_')
      .toLowerCase();
    const address = `${elementType(element)}.${id}`;
    const holder = taken.get(address);
    if (holder !== undefined && holder !== element.node.path) {
      throw new ConstructError(element.node.path, `has the address ${address}, which ${holder} has already`);
    }
    taken.set(address, element.node.path);
    return id;
  };
}

function elementType(element: TerraformElement): string {
  return (element as { terraformResourceType?: string }).terraformResourceType ?? element.constructor.name;
}

/** The address as plain text, as `depends_on` and `replace_triggered_by` want it; `fqn` is an expression. */
export function addressOf(element: TerraformElement): string {
  return `${elementType(element)}.${element.friendlyUniqueId}`;
}
