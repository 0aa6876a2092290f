/** A cluster that is brought along. */
import type { Breach } from '../../../findings/finding.ts';
import type { Rule } from '../../../rules/rule.ts';
import { regions } from '../regions.ts';

const authority: Rule = {
  id: 'cluster/existing-authority',
  states: 'A cluster that is brought along names its certificate authority.',
  check: ({ config }) => {
    const existing = config.cluster?.existing;
    if (!existing || existing.caCertificate !== undefined) return [];
    const path = 'cluster.existing.caCertificate';
    return [
      {
        rule: authority.id,
        severity: 'error',
        message: `the certificate of ${existing.endpoint} is signed by the cluster's own authority, which is not named`,
        path,
        required: 'the certificate of the authority, base64',
        fix: {
          text: `add ${path}: what az aks get-credentials --name ${existing.name} --file - prints as certificate-authority-data`,
        },
        source: 'https://learn.microsoft.com/cli/azure/aks#az-aks-get-credentials',
      },
    ];
  },
};

/** https://learn.microsoft.com/azure/aks/private-clusters */
const hostForm = /\.([a-z0-9]+)\.azmk8s\.io$/;

const region: Rule = {
  id: 'cluster/existing-region',
  states: 'A cluster that is brought along lies in the region of the deployment.',
  check: ({ config }) => {
    const endpoint = config.cluster?.existing?.endpoint;
    const [, place] = hostForm.exec(endpoint ?? '') ?? [];
    if (place === undefined || place === config.region || !regions.includes(place)) return [];
    return [
      {
        rule: region.id,
        severity: 'error',
        message: `the cluster lies in ${place}, database, cache and storage in ${config.region}: every request would cross regions`,
        path: 'cluster.existing.endpoint',
        required: `a cluster of ${config.region}`,
        found: place,
        fix: { text: `name a cluster of ${config.region}` },
        source: 'https://learn.microsoft.com/azure/aks/private-clusters',
      },
    ];
  },
};

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerservice */
const nameForm = /^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/;

const name: Rule = {
  id: 'cluster/existing-name',
  states: 'A cluster that is brought along has a name that AKS gives.',
  check: ({ config }) => {
    const found = config.cluster?.existing?.name;
    if (found === undefined || nameForm.test(found)) return [];
    const path = 'cluster.existing.name';
    const last = /^\/subscriptions\/.*\/managedClusters\/([^/]+)$/i.exec(found)?.[1];
    const nearest = last !== undefined && nameForm.test(last) ? last : undefined;
    return [
      {
        rule: name.id,
        severity: 'error',
        message: `${found} is no name of a cluster${nearest === undefined ? '' : ' but its id'}`,
        path,
        required: 'letters, digits, dashes and underscores, at most 63',
        found,
        ...(nearest === undefined
          ? { fix: { text: 'write what this prints: az aks list --query "[].name"' } }
          : { nearest, fix: { text: `set ${path}: ${nearest}`, set: [{ path, value: nearest }] } }),
        source:
          'https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerservice',
      },
    ];
  },
};

const issuer: Rule = {
  id: 'cluster/existing-issuer',
  states: 'The OIDC issuer is written as the tokens of the cluster have it, with a slash at its end.',
  check: ({ config }) => {
    const found = config.cluster?.existing?.oidcIssuer;
    if (found === undefined || found.endsWith('/')) return [];
    const path = 'cluster.existing.oidcIssuer';
    const nearest = `${found}/`;
    return [
      {
        rule: issuer.id,
        severity: 'error',
        message: `${found} has no slash at its end, so Entra would refuse every token of the cluster`,
        path,
        required: 'a slash at the end',
        found,
        nearest,
        fix: { text: `set ${path}: ${nearest}`, set: [{ path, value: nearest }] },
        source: 'https://learn.microsoft.com/azure/aks/use-oidc-issuer',
      },
    ];
  },
};

const nodeGroup: Rule = {
  id: 'cluster/existing-node-group',
  states: 'The resource group of the nodes is not that of the cluster.',
  check: ({ config }) => {
    const { name, resourceGroup, nodeResourceGroup } = config.cluster?.existing ?? {};
    if (nodeResourceGroup === undefined || nodeResourceGroup.toLowerCase() !== resourceGroup?.toLowerCase())
      return [];
    return [
      {
        rule: nodeGroup.id,
        severity: 'error',
        message: `AKS makes a resource group of its own for nodes and load balancers, so it is not ${nodeResourceGroup}, in which the cluster is`,
        path: 'cluster.existing.nodeResourceGroup',
        required: 'the group that AKS made, such as MC_…',
        found: nodeResourceGroup,
        fix: {
          text: `write what this prints: az aks show --resource-group ${resourceGroup} --name ${name} --query nodeResourceGroup`,
        },
        source: 'https://learn.microsoft.com/azure/aks/faq',
      },
    ];
  },
};

const network: Rule = {
  id: 'cluster/existing-network',
  states: 'A cluster that is brought along brings its network.',
  check: ({ config }): readonly Breach[] => {
    if (!config.cluster?.existing || config.network.existing) return [];
    return [
      {
        rule: network.id,
        severity: 'error',
        message:
          'the cluster has a network already, and database, cache and storage are reached from inside one network alone; network.existing names none',
        path: 'network.existing',
        required: "the cluster's virtual network with its subnets",
        fix: { text: 'add network.existing with the virtual network of the cluster' },
        source: 'https://learn.microsoft.com/azure/private-link/private-endpoint-overview',
      },
    ];
  },
};

export const existingClusterRules: readonly Rule[] = [name, authority, region, issuer, nodeGroup, network];
