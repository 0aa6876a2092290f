/** The providers of the Azure stacks, for tests that run them for real. */
import { describeWithProviders, type MirrorSearch, type ProviderParts } from './provider-mirror.ts';

export type AzureProvider = 'azurerm' | 'random' | 'kubernetes' | 'helm';

export type AzureParts = ProviderParts<AzureProvider>;

const search: MirrorSearch<AzureProvider> = {
  holds: 'azurerm',
  wanted: ['azurerm', 'random', 'kubernetes', 'helm'],
  variable: 'BT_DATAPLANE_AZURE_MIRROR',
};

/** A suite that needs some of the providers: runs with them, or is skipped loudly. */
export function describeWithAzureMirror(
  title: string,
  needs: readonly AzureProvider[],
  body: (parts: AzureParts) => void,
): void {
  describeWithProviders(search, title, needs, body);
}
