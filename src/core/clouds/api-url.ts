import type { RolloutContext } from './cloud.ts';

/** What a stack tells as the address of the API; undefined while it tells none. */
export async function urlIn({ output }: RolloutContext, stack: string): Promise<string | undefined> {
  const url = await output(stack, 'api_url');
  return typeof url === 'string' && url !== '' ? url.replace(/\/+$/, '') : undefined;
}
