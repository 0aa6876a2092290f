/** Long-running operations: done by the time anybody asks. https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations */
import type { Answer, Call } from './resource-type.ts';

/** The answer that comes before an operation is done. */
export function accepted(call: Call): Answer {
  return { status: 202, headers: operationHeaders(call) };
}

/** Where to ask how an operation goes. The provider asks at once here, and waits ten seconds where there is no such place. */
export function operationHeaders({ cloud, place }: Call): Readonly<Record<string, string>> {
  const namespace = place.id.split('/providers/').at(-1)?.split('/')[0] ?? '';
  const path = `/subscriptions/${cloud.subscription}/providers/${namespace}/locations/here/operationStatuses/${cloud.next()}`;
  const url = `${cloud.url}${path}?api-version=2024-08-01`;
  return { 'azure-asyncoperation': url };
}

export function operationAnswer(path: string): Answer | undefined {
  const name =
    /^\/subscriptions\/[^/]+\/providers\/[^/]+\/locations\/[^/]+\/operationStatuses\/([^/]+)$/i.exec(
      path,
    )?.[1];
  return name === undefined ? undefined : { body: { name, status: 'Succeeded' } };
}
