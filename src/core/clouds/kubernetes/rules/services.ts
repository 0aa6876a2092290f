/** Whether the pods of the API find room on the nodes that are for everything but Brainstore. */
import type { Breach } from '../../../findings/finding.ts';
import { grouped } from '../../../requirements/format.ts';
import type { Rule, Subject } from '../../../rules/rule.ts';
import { apiFix } from '../api-fix.ts';
import type { KubernetesFacts } from '../nodes.ts';
import {
  type ApiPods,
  findService,
  nearestService,
  podsPerNode,
  serves,
  servicesNeeded,
  servicesOf,
} from '../services.ts';

const path = 'cluster.services';

export function servicesRules(facts: KubernetesFacts): readonly Rule[] {
  return [knownRule(facts), fitRule(facts), maximumRule(facts), orderRule(facts)];
}

function knownRule(facts: KubernetesFacts): Rule {
  const rule: Rule = {
    id: 'cluster/services-type',
    states: 'The machine of the services is one whose figures are known.',
    check: (subject) => {
      const services = servicesOf(facts, subject.config);
      if (!services || findService(facts, services.pool.instanceType)) return [];
      const name = services.pool.instanceType;
      const { pattern, example } = subject.cloud.catalogue.spellings.nodes;
      const spelled = pattern.test(name);
      return [
        {
          ...suggestion(facts, subject, services.api),
          rule: rule.id,
          severity: spelled ? 'warning' : 'error',
          message: spelled
            ? `the services: ${name} is not among the known types, so nothing can be said about its room for the API`
            : `the services: ${name} is not spelled like a machine type, such as ${example}`,
          path: `${path}.instanceType`,
          found: name,
          source: subject.cloud.catalogue.source,
        },
      ];
    },
  };
  return rule;
}

function fitRule(facts: KubernetesFacts): Rule {
  const rule: Rule = {
    id: 'cluster/services-fit',
    states: 'A node of the services has room for a pod of the API.',
    check: (subject): readonly Breach[] => {
      const services = servicesOf(facts, subject.config);
      const type = services && findService(facts, services.pool.instanceType);
      const room = type && facts.room(type);
      if (!services || !room || serves(facts, services.api, type)) return [];
      const { cpu, memoryGib } = services.api;
      const says =
        type.architecture === 'arm64'
          ? `${type.name} is an ARM machine, ${facts.armServices}`
          : podsPerNode(services.api, room) < 1
            ? `a node of ${type.name} has ${grouped(room.cpu)} CPU and ${grouped(room.memoryGib)} GiB for pods, one of the API asks for ${grouped(cpu)} CPU and ${grouped(memoryGib)} GiB`
            : `more nodes of ${type.name} would be needed than a pool may have`;
      return [
        {
          ...suggestion(facts, subject, services.api),
          rule: rule.id,
          severity: 'error',
          message: `the services: ${says}`,
          path: `${path}.instanceType`,
          required: `x86, with room for ${grouped(cpu)} CPU and ${grouped(memoryGib)} GiB`,
          found: type.name,
          source: facts.source,
        },
      ];
    },
  };
  return rule;
}

function maximumRule(facts: KubernetesFacts): Rule {
  const rule: Rule = {
    id: 'cluster/services-max-nodes',
    states: 'The pool of the services may have as many nodes as the API needs while a new release starts.',
    check: (subject) => {
      const services = servicesOf(facts, subject.config);
      const type = services && findService(facts, services.pool.instanceType);
      const room = type && facts.room(type);
      if (!services || !room || !serves(facts, services.api, type)) return [];
      const needed = servicesNeeded(services.api, room) ?? 0;
      const { maxNodes } = services.pool;
      if (maxNodes >= needed) return [];
      const { replicas } = services.api;
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `the services: the pool ends at ${maxNodes} nodes; ${replicas} pods of the API, as many that follow them and the cluster's own need ${needed} of ${type.name}`,
          path: `${path}.maxNodes`,
          required: `at least ${needed}`,
          found: String(maxNodes),
          nearest: String(needed),
          fix: apiFix(facts, subject),
          source: facts.source,
        },
      ];
    },
  };
  return rule;
}

function orderRule(facts: KubernetesFacts): Rule {
  const rule: Rule = {
    id: 'cluster/services-min-nodes',
    states: 'The least number of nodes is not above the greatest.',
    check: (subject) => {
      const pool = servicesOf(facts, subject.config)?.pool;
      if (!pool || pool.minNodes <= pool.maxNodes) return [];
      return [
        {
          rule: rule.id,
          severity: 'error',
          message: `the services: at least ${pool.minNodes} nodes, and at most ${pool.maxNodes}`,
          path: `${path}.minNodes`,
          required: `at most ${pool.maxNodes}`,
          found: String(pool.minNodes),
          fix: apiFix(facts, subject),
        },
      ];
    },
  };
  return rule;
}

function suggestion(facts: KubernetesFacts, subject: Subject, api: ApiPods) {
  const nearest = nearestService(facts, api, subject.config.cluster?.services.instanceType ?? '');
  return { ...(nearest && { nearest: nearest.name }), fix: apiFix(facts, subject) };
}
