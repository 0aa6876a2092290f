/** Whether the pods of Brainstore find room on their nodes. */
import type { Breach } from '../../../findings/finding.ts';
import { nodesFor } from '../../../requirements/disks.ts';
import { grouped } from '../../../requirements/format.ts';
import { findType, fixOf } from '../../../requirements/machines.ts';
import { breachSeverity } from '../../../requirements/measure.ts';
import { nearestPassing } from '../../../requirements/nearest.ts';
import { type NodePool, nodePools, nodesNeeded, pools } from '../../../requirements/rules/brainstore.ts';
import { least, requirements } from '../../../requirements/tables.ts';
import type { Rule, Subject } from '../../../rules/rule.ts';
import type { KubernetesFacts, Room } from '../nodes.ts';
import { largeSizes, leastRoom, neededOf, podFix, type Size, smallSizes } from '../pod-fix.ts';
import { cacheFor, cacheShare, fits, podOf } from '../pods.ts';

/**
 * One pod of Brainstore per node is no rule here: the chart's values forbid a second one by anti-affinity over all three
 * roles (`modules/kubernetes/values/brainstore.ts`), whatever the sizes are.
 */
export function podRules(facts: KubernetesFacts): readonly Rule[] {
  return nodePools.flatMap((pool) => [
    fitRule(facts, pool),
    cacheRule(facts, pool),
    smallRule(facts, pool),
    maximumRule(facts, pool),
  ]);
}

interface Judged {
  readonly name: string;
  readonly room: Room;
}

/** The machine whose room counts: the one that is named, or the largest of its family where nodes are made as pods ask. */
function nodeOf(facts: KubernetesFacts, pool: NodePool, subject: Subject): Judged | undefined {
  const named = findType(pool, subject);
  const own = named && facts.room(named);
  if (!own) return undefined;
  // That it has no local disks at all is told already.
  const room = named.nvmeGb === 0 ? { ...own, volumeGib: Number.POSITIVE_INFINITY } : own;
  if (!facts.makesNodes(subject.config)) return { name: named.name, room };
  const { catalogue } = subject.cloud;
  const family = facts.family(named.name);
  return nodesFor(catalogue, subject.config.profile)
    .filter((type) => facts.family(type.name) === family && type.architecture === named.architecture)
    .flatMap((type): readonly Judged[] => {
      const roomOfType = facts.room(type);
      return roomOfType ? [{ name: type.name, room: roomOfType }] : [];
    })
    .reduce((best, next) => (next.room.cpu > best.room.cpu ? next : best), { name: named.name, room });
}

function idOf(pool: NodePool, what: string): string {
  return `brainstore/${pool.component.replace('brainstore-', '')}-${what}`;
}

function fitRule(facts: KubernetesFacts, pool: NodePool): Rule {
  const rule: Rule = {
    id: idOf(pool, 'pod-fits'),
    states: `A node of ${pool.title} has room for a pod, beside what the system keeps for itself.`,
    check: (subject) => {
      const node = nodeOf(facts, pool, subject);
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

function cacheRule(facts: KubernetesFacts, pool: NodePool): Rule {
  const path = `brainstore.${pool.key}.pod.cacheGib`;
  const rule: Rule = {
    id: idOf(pool, 'cache'),
    states: `The cache of ${pool.title} fills at most ${100 * cacheShare} % of the pod's volume, since it overshoots for moments.`,
    waivable: true,
    check: (subject) => {
      const node = nodeOf(facts, pool, subject);
      const written = subject.config.brainstore[pool.key].pod;
      if (!node || written?.cacheGib === undefined) return [];
      const { volumeGib, cacheGib } = podOf(written, node.room);
      const most = cacheFor(volumeGib);
      if (cacheGib <= most) return [];
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `${pool.title}: a cache of ${grouped(cacheGib)} GiB on a volume of ${grouped(volumeGib)} GiB would fill it, and the pod would be evicted`,
          path,
          required: `at most ${grouped(most)} GiB`,
          found: `${grouped(cacheGib)} GiB`,
          nearest: String(most),
          fix: podFix(facts, pool, subject),
          source: 'https://github.com/braintrustdata/helm',
        },
      ];
    },
  };
  return rule;
}

function smallRule(facts: KubernetesFacts, pool: NodePool): Rule {
  const { vcpus, memory, storage } = requirements.brainstore;
  const sources = { cpu: vcpus, memoryGib: memory, volumeGib: storage } as const;
  const rule: Rule = {
    id: `requirements/${pool.component}-pod`,
    states: `A pod of ${pool.title} takes what is required, or all that its node has for it.`,
    waivable: true,
    check: (subject) => {
      const node = nodeOf(facts, pool, subject);
      const written = subject.config.brainstore[pool.key].pod;
      if (!node || !written) return [];
      const needed = neededOf(subject);
      const { profile } = subject.config;
      return smallSizes(written, node.room, needed).map((size): Breach => {
        const enough = Math.min(needed[size], node.room[size]);
        return {
          rule: rule.id,
          severity: breachSeverity(profile),
          message: `${pool.title}: a pod takes ${amount(size, written[size] ?? 0)}, ${profile} needs ${amount(size, enough)} of the ${amount(size, node.room[size])} that ${node.name} has for it`,
          path: `brainstore.${pool.key}.pod.${size}`,
          required: `at least ${amount(size, enough)}`,
          found: amount(size, written[size] ?? 0),
          fix: podFix(facts, pool, subject),
          source: sources[size].source,
        };
      });
    },
  };
  return rule;
}

function maximumRule(facts: KubernetesFacts, pool: NodePool): Rule {
  const path = `brainstore.${pool.key}.maxNodes`;
  const rule: Rule = {
    id: idOf(pool, 'max-nodes'),
    states: `The pool of ${pool.title} may have twice as many nodes as pods, since a new release starts all new pods before it stops the old ones.`,
    check: ({ config }) => {
      const { count, maxNodes } = config.brainstore[pool.key];
      const needed = nodesNeeded(count);
      if (!facts.hasPools(config) || maxNodes === undefined || maxNodes >= needed) return [];
      // For as many as there have to be.
      const required = pools.find(({ key }) => key === pool.key)?.count;
      const enough = nodesNeeded(Math.max(count, (required && least(required, config.profile)) ?? 0));
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `${pool.title}: the pool ends at ${maxNodes} nodes, a new release needs ${needed} for ${count} pods and the ones that follow them`,
          path,
          required: `at least ${needed}`,
          found: String(maxNodes),
          nearest: String(enough),
          fix: fixOf([{ path, value: enough }]),
          source: 'https://github.com/braintrustdata/helm',
        },
      ];
    },
  };
  return rule;
}

function amount(size: Size, value: number): string {
  const units = { cpu: 'CPU', memoryGib: 'GiB of memory', volumeGib: 'GiB of local disk' } as const;
  return `${grouped(Number(value.toFixed(2)))} ${units[size]}`;
}
