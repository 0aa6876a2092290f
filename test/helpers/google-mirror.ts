/** The providers of the Google Cloud stacks, for tests that run them for real. */
import { describeWithProviders, type MirrorSearch, type ProviderParts } from './provider-mirror.ts';

export type GoogleProvider = 'google' | 'random' | 'kubernetes' | 'helm';

export type GoogleParts = ProviderParts<GoogleProvider>;

const search: MirrorSearch<GoogleProvider> = {
  holds: 'google',
  wanted: ['google', 'random', 'kubernetes', 'helm'],
  variable: 'BT_DATAPLANE_GOOGLE_MIRROR',
};

/** A suite that needs some of the providers: runs with them, or is skipped loudly. */
export function describeWithGoogleMirror(
  title: string,
  needs: readonly GoogleProvider[],
  body: (parts: GoogleParts) => void,
): void {
  describeWithProviders(search, title, needs, body);
}
