/** Calls of Azure Resource Manager with the credentials that azurerm uses. */
import { settled } from './operation.ts';
import { type AzureContext, asking, type Call } from './request.ts';
import { signIn } from './sign-in.ts';

export type { AzureContext } from './request.ts';

export interface AzureClient {
  /** A resource by its id; undefined while it is not there. */
  find<T>(id: string, version: string): Promise<T | undefined>;
  /** All pages of a list. */
  list<T>(id: string, version: string): Promise<readonly T[]>;
  /** Waits until what it sets off is done. */
  put<T>(id: string, version: string, body: object): Promise<T | undefined>;
  /** Waits until what it sets off is done. */
  post<T>(id: string, version: string, body?: object): Promise<T | undefined>;
}

interface Page<T> {
  readonly value?: readonly T[];
  readonly nextLink?: string;
}

export async function azureClient(context: AzureContext): Promise<AzureClient> {
  const session = await signIn(context.config, context.env);
  const ask = asking(context, session);
  const write = <T>(call: Call) => settled<T>(context, ask, call);
  const url = (id: string, version: string) => `${session.cloud.resourceManager}${id}?api-version=${version}`;
  return {
    find: async <T>(id: string, version: string) =>
      (await ask<T>({ method: 'GET', url: url(id, version), missing: true })).value,
    list: async <T>(id: string, version: string) => {
      const found: T[] = [];
      for (let next: string | undefined = url(id, version); next !== undefined; ) {
        const page: Page<T> = (await ask<Page<T>>({ method: 'GET', url: next })).value ?? {};
        found.push(...(page.value ?? []));
        next = page.nextLink || undefined;
      }
      return found;
    },
    put: (id, version, body) => write({ method: 'PUT', url: url(id, version), body }),
    post: (id, version, body) =>
      write({ method: 'POST', url: url(id, version), ...(body === undefined ? {} : { body }) }),
  };
}
