import type { Breach } from '../../../findings/finding.ts';
import { nodesFor } from '../../../requirements/disks.ts';
import { findType } from '../../../requirements/machines.ts';
import { nearestPassing } from '../../../requirements/nearest.ts';
import type { NodePool } from '../../../requirements/rules/brainstore.ts';
import type { Rule, Subject } from '../../../rules/rule.ts';
import type { KubernetesFacts } from '../nodes.ts';
import { largeSizes, leastRoom, podFix, type Size } from '../pod-fix.ts';
import { fits, podOf } from '../pods.ts';
import { amount, largestNode, poolRuleId } from '../pool-node.ts';

/** A pod that finds no room is never started, and nothing says why but its events. */
export function fitRule(facts: KubernetesFacts, pool: NodePool): Rule {
  const rule: Rule = {
    id: poolRuleId(pool, 'pod-fits'),
    states: `A node of ${pool.title} has room for a pod, beside what the system keeps for itself.`,
    check: (subject) => {
      const node = largestNode(facts, pool, subject);
      if (!node) return [];
      const written = subject.config.brainstore[pool.key].pod ?? {};
      const breach = (size: Size, path: string, text: string): Breach => ({
        rule: rule.id,
        severity: 'error',
        message: `${pool.title}: ${text}${roomierText(facts, pool, subject)}`,
        path,
        required: `at most ${amount(size, node.room[size])}`,
        found: written[size] === undefined ? amount(size, node.room[size]) : amount(size, written[size]),
        nearest: String(node.room[size]),
        fix: podFix(facts, pool, subject),
        source: facts.source,
      });
      const cramped = (Object.keys(leastRoom) as Size[]).filter((size) => node.room[size] < leastRoom[size]);
      return [
        ...cramped.map((size) =>
          breach(
            size,
            pool.path,
            `${node.name} has ${amount(size, Math.max(0, node.room[size]))} for a pod, which needs ${amount(size, leastRoom[size])} at least`,
          ),
        ),
        ...largeSizes(written, node.room).map((size) =>
          breach(
            size,
            `brainstore.${pool.key}.pod.${size}`,
            `a pod asks for ${amount(size, written[size] ?? 0)}, a node of ${node.name} has ${amount(size, node.room[size])} for it`,
          ),
        ),
      ];
    },
  };
  return rule;
}

/** Names the nearest machine that has the room, if it is another one. */
function roomierText(facts: KubernetesFacts, pool: NodePool, subject: Subject): string {
  const { config, cloud } = subject;
  const type = findType(pool, subject);
  const pod = podOf(config.brainstore[pool.key].pod, leastRoom);
  const roomy = nodesFor(cloud.catalogue, config.profile).filter((node) => fits(pod, facts.room(node)));
  const nearest =
    nearestPassing(roomy, pool.measures, config.profile, type?.architecture) ??
    nearestPassing(roomy, pool.measures, config.profile, undefined);
  return nearest && nearest.name !== type?.name ? `; the nearest with that much room is ${nearest.name}` : '';
}
