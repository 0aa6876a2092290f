/** The one change of the API's pods and their nodes that every finding about them suggests. */
import type { Fix } from '../../findings/finding.ts';
import { fixOf } from '../../requirements/machines.ts';
import { least, requirements } from '../../requirements/tables.ts';
import type { Subject } from '../../rules/rule.ts';
import type { KubernetesFacts } from './nodes.ts';
import { findService, nearestService, serves, servicesNeeded, servicesOf } from './services.ts';

type Change = NonNullable<Fix['set']>[number];

export function apiFix(facts: KubernetesFacts, { config }: Subject): Fix {
  const { vcpus, memory, count } = requirements.api;
  const raised = (value: number | undefined, needed: number | undefined) => Math.max(value ?? 0, needed ?? 0);
  const wanted = {
    replicas: raised(config.api.replicas, least(count, config.profile)),
    cpu: raised(config.api.cpu, least(vcpus, config.profile)),
    memoryGib: raised(config.api.memoryGib, least(memory, config.profile)),
  };
  const changes: readonly Change[] = (['replicas', 'cpu', 'memoryGib'] as const)
    .filter((key) => wanted[key] !== config.api[key])
    .map((key) => ({ path: `api.${key}`, value: wanted[key] }));
  const pool = servicesOf(facts, config)?.pool;
  if (!pool) return fixOf(changes);
  const current = findService(facts, pool.instanceType);
  const type = serves(facts, wanted, current) ? current : nearestService(facts, wanted, pool.instanceType);
  const room = type && facts.room(type);
  const maximum = Math.max(pool.maxNodes, pool.minNodes, (room && servicesNeeded(wanted, room)) ?? 0);
  return fixOf([
    ...changes,
    ...(type && type.name !== pool.instanceType
      ? [{ path: 'cluster.services.instanceType', value: type.name }]
      : []),
    ...(maximum > pool.maxNodes ? [{ path: 'cluster.services.maxNodes', value: maximum }] : []),
  ]);
}
