/** What AKS fills in for a pool of nodes. https://learn.microsoft.com/rest/api/aks/agent-pools */
import type { Resource } from '../../google/json.ts';

export const poolDefaults: Resource = {
  type: 'VirtualMachineScaleSets',
  mode: 'User',
  osType: 'Linux',
  osSKU: 'Ubuntu',
  osDiskType: 'Managed',
  osDiskSizeGB: 128,
  kubeletDiskType: 'OS',
  maxPods: 250,
  enableAutoScaling: false,
  enableNodePublicIP: false,
  enableEncryptionAtHost: false,
  enableUltraSSD: false,
  enableFIPS: false,
  scaleDownMode: 'Delete',
  scaleSetPriority: 'Regular',
  upgradeSettings: { maxSurge: '10%' },
};

export function poolComputed(version: string): Resource {
  return {
    powerState: { code: 'Running' },
    orchestratorVersion: version,
    currentOrchestratorVersion: fullVersion(version),
    nodeImageVersion: 'AKSUbuntu-2204gen2containerd-202601.01.0',
  };
}

/** Azure fills in the newest patch. https://learn.microsoft.com/azure/aks/supported-kubernetes-versions */
export function fullVersion(version: string): string {
  return /^\d+\.\d+$/.test(version) ? `${version}.5` : version;
}
