/** How the cluster is made, and reached. */
import { breachSeverity } from '../../../requirements/measure.ts';
import { parseRange } from '../../../rules/range.ts';
import type { Rule } from '../../../rules/rule.ts';
import { isPrivate } from '../../../rules/suggested-range.ts';
import { authorizedRangesRules } from '../../kubernetes/rules/authorized-ranges.ts';

const authorized = 'https://learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges';

const openControlPlane: Rule = {
  id: 'cluster/control-plane-open',
  states: 'The control plane is not open to every address.',
  waivable: true,
  check: ({ config }) => {
    const { access: how, authorizedRanges = [], existing } = config.cluster ?? {};
    if (how !== 'public' || existing) return [];
    const path = 'cluster.authorizedRanges';
    const open = authorizedRanges.find((text) => parseRange(text)?.prefix === 0);
    if (open === undefined && authorizedRanges.length > 0) return [];
    const own = authorizedRanges.filter((text) => parseRange(text)?.prefix !== 0);
    const base = {
      rule: openControlPlane.id,
      path,
      required: 'ranges of your own',
      fix: { text: `list the ranges that you deploy from in ${path}, or set cluster.access: private` },
      source: authorized,
    } as const;
    return [
      open === undefined
        ? {
            ...base,
            // Whoever comes needs an identity of Entra with a role in the cluster: local accounts are off.
            severity: 'info',
            message:
              'control plane and key vault answer every address, and let in whoever Entra lets in; no ranges are listed',
            found: 'none',
          }
        : {
            ...base,
            severity: breachSeverity(config.profile),
            message: `${open} may reach control plane and key vault, so every address in the world may`,
            found: open,
            ...(own.length > 0 ? { fix: { text: `remove ${open}`, set: [{ path, value: own }] } } : {}),
          },
    ];
  },
};

const privateRanges: Rule = {
  id: 'cluster/authorized-private',
  states: 'Ranges that may reach control plane and key vault are public ones.',
  check: ({ config }) =>
    (config.cluster?.authorizedRanges ?? []).flatMap((text, index) => {
      const range = parseRange(text);
      if (!range || !isPrivate(range)) return [];
      return [
        {
          rule: privateRanges.id,
          // It lets nobody in, so it does no harm either.
          severity: 'warning',
          message: `${text} is private, and nobody comes from there over the internet: from inside the network, key vault and storage are reached by their private endpoints`,
          path: `cluster.authorizedRanges[${index}]`,
          required: 'a public range',
          found: text,
          fix: { text: 'name the public addresses that you deploy from instead' },
          source: 'https://learn.microsoft.com/azure/key-vault/general/network-security',
        },
      ];
    }),
};

const privateReach: Rule = {
  id: 'cluster/private-reach',
  states: 'Whoever deploys reaches the control plane.',
  check: ({ config }) => {
    if (config.cluster?.access !== 'private' || config.cluster.existing) return [];
    return [
      {
        rule: privateReach.id,
        severity: 'info',
        message:
          'the control plane is reached from inside the network alone, so the workload is to be applied from a machine in it, or in a network that is peered with it',
        path: 'cluster.access',
        found: 'private',
        source: 'https://learn.microsoft.com/azure/aks/private-clusters',
      },
    ];
  },
};

const egress: Rule = {
  id: 'cluster/authorized-egress',
  states: 'The nodes of a network that is brought along reach the control plane, too.',
  check: ({ config: { cluster, network } }) => {
    const { access: how, authorizedRanges = [], existing } = cluster ?? {};
    if (how !== 'public' || existing || !network.existing || authorizedRanges.length === 0) return [];
    if (authorizedRanges.some((text) => parseRange(text)?.prefix === 0)) return [];
    const path = 'cluster.authorizedRanges';
    return [
      {
        rule: egress.id,
        // Which address that is, the configuration does not say.
        severity: 'info',
        message:
          'nodes reach the control plane from outside as well: without the public address by which your network goes out, none of them joins the cluster',
        path,
        required: 'the address of your NAT gateway or firewall among the ranges',
        fix: { text: `see that the address by which your network goes out is in ${path}` },
        source: authorized,
      },
    ];
  },
};

const ranges = authorizedRangesRules({
  service: 'AKS',
  // AKS takes 200: `authorized`. One of them is the address by which the nodes go out.
  most: 199,
  otherwise: 'set cluster.access: private',
  source: authorized,
});

export const clusterRules: readonly Rule[] = [
  openControlPlane,
  ...ranges,
  egress,
  privateRanges,
  privateReach,
];
