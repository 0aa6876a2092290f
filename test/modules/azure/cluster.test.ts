import { describe, expect, it } from 'vitest';
import { production } from './infra-props.ts';
import { infra } from './rendered.ts';

describe('the first deployer', () => {
  const scopeOf = (existingResourceGroup?: string) =>
    infra({
      ...production,
      ...(existingResourceGroup === undefined ? {} : { existingResourceGroup }),
    }).resource('azurerm_role_assignment.cluster_first_deployer_first_cluster').scope;

  it('administers the clusters of a resource group that is ours alone', () => {
    expect(scopeOf()).toMatch(/\/resourceGroups\/\$\{azurerm_resource_group\.resource_group\.name\}$/);
  });

  it('administers this cluster and no other in a group that was there before', () => {
    expect(scopeOf('shared')).toBe('${azurerm_kubernetes_cluster.cluster.id}');
  });
});
