/** The machine of the nodes that run the cluster itself. */
import type { Breach } from '../../../findings/finding.ts';
import { grouped } from '../../../requirements/format.ts';
import type { Rule, Subject } from '../../../rules/rule.ts';
import type { ServiceType } from '../../kubernetes/nodes.ts';
import { findService } from '../../kubernetes/services.ts';
import { aks } from '../aks.ts';
import { nameParts } from '../general.ts';

const path = 'cluster.system.instanceType';
const source = 'https://learn.microsoft.com/azure/aks/use-system-pools';
/** `source` */
const least = { vcpus: 4, memoryGib: 4 } as const;

export const systemPool: Rule = {
  id: 'cluster/system-type',
  states:
    'The machine of the system pool is one that AKS takes: 4 vCPUs and 4 GiB at least, with CPU of its own.',
  check: (subject) => {
    const { cluster } = subject.config;
    const name = cluster?.system?.instanceType;
    if (name === undefined || cluster?.existing) return [];
    const { pattern, example } = subject.cloud.catalogue.spellings.nodes;
    if (!pattern.test(name)) {
      const message = `${name} is not spelled like a size of a virtual machine, such as ${example}`;
      return [breach(subject, 'error', name, message)];
    }
    if (nameParts(name)?.family === 'B')
      return [
        breach(subject, 'error', name, `AKS takes no B series, whose CPU runs on credits, such as ${name}`),
      ];
    const type = findService(aks, name);
    if (!type) {
      const message = `${name} is not among the known types, so nothing can be said about its vCPUs and memory`;
      return [breach(subject, 'warning', name, message)];
    }
    if (suffices(type)) return [];
    const has = `${grouped(type.vcpus)} vCPUs and ${grouped(type.memoryGib)} GiB`;
    return [
      breach(
        subject,
        'error',
        name,
        `${name} has ${has}, AKS asks for ${least.vcpus} and ${least.memoryGib}`,
      ),
    ];
  },
};

function suffices({ vcpus, memoryGib }: ServiceType): boolean {
  return vcpus >= least.vcpus && memoryGib >= least.memoryGib;
}

function breach({ cloud }: Subject, severity: Breach['severity'], found: string, says: string): Breach {
  const nearest = nearestSystem(found);
  return {
    rule: systemPool.id,
    severity,
    message: `the system pool: ${says}`,
    path,
    required: `${least.vcpus} vCPUs and ${least.memoryGib} GiB at least, no B series`,
    found,
    nearest,
    fix: { text: `set ${path}: ${nearest}`, set: [{ path, value: nearest }] },
    source: severity === 'warning' ? cloud.catalogue.source : source,
  };
}

/** The smallest of the same series, else of the usual one. */
function nearestSystem(found: string): string {
  const sufficing = aks
    .serviceTypes()
    .filter(suffices)
    .toSorted((one, other) => one.vcpus - other.vcpus);
  const series = aks.family(found);
  return sufficing.find(({ name }) => aks.family(name) === series)?.name ?? 'Standard_D4s_v5';
}
