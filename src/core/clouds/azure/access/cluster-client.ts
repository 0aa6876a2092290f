/** Calls of a cluster's own API, as the Kubernetes provider makes them: with a token of Entra, and the cluster's authority alone. */
import type { StepContext } from '../../cloud.ts';
import { clusterRefused, clusterUnanswered } from './access-errors.ts';
import { httpsRequest } from './https-request.ts';
import { signIn } from './sign-in.ts';

export interface ClusterClient {
  /** Items of a list, such as of `/api/v1/nodes`. */
  list<T>(path: string): Promise<readonly T[]>;
  /** False when it is there already. */
  create(path: string, object: object): Promise<boolean>;
}

/** Entra's application for every AKS cluster. https://learn.microsoft.com/azure/aks/kubelogin-authentication */
const serverScope = '6dae42f8-4368-4678-94ff-3960e28e3630/.default';

/** Undefined while the stack that makes the cluster has not told where it is. */
export async function clusterClient(
  context: StepContext,
  toldBy: string,
): Promise<ClusterClient | undefined> {
  const { config, env, output, signal } = context;
  const endpoint = await output(toldBy, 'cluster_endpoint');
  const certificate = await output(toldBy, 'cluster_ca_certificate');
  if (typeof endpoint !== 'string' || typeof certificate !== 'string') return undefined;
  const session = await signIn(config, env);
  const ask = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const token = await session.token(serverScope);
    const answer = await httpsRequest(env, {
      method,
      url: `https://${endpoint}${path}`,
      signal,
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(certificate === '' ? {} : { authority: Buffer.from(certificate, 'base64').toString('utf8') }),
    }).catch((error: unknown) => {
      throw clusterUnanswered(endpoint, error);
    });
    if (answer.status >= 400 && answer.status !== 409)
      throw clusterRefused(`${method} ${path.replace(/\?.*$/, '')}`, answer.status, messageIn(answer.body));
    return answer;
  };
  return {
    list: async <T>(path: string) =>
      (JSON.parse((await ask('GET', path)).body) as { readonly items?: readonly T[] }).items ?? [],
    create: async (path, object) => (await ask('POST', path, object)).status !== 409,
  };
}

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#response-statuses */
function messageIn(body: string): string {
  try {
    return (JSON.parse(body) as { readonly message?: string }).message ?? '';
  } catch {
    return '';
  }
}
