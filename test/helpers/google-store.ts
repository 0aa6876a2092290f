/** The stand-in of Google's management APIs (`test/google/`), as tests use it. */
import type { Resource } from '../google/json.ts';
import { type StoreServer, serveGoogle } from '../google/server.ts';

export interface GoogleStore extends StoreServer {
  readonly project: string;
  /** What Google's clients need to talk to it and to nothing else. */
  readonly variables: Readonly<Record<string, string>>;
  /** A request of a person's own, such as for a zone that was there before. Throws when it is refused. */
  ask(method: string, path: string, body?: Resource): Promise<Resource>;
}

export interface GoogleStoreOptions {
  /** Id of the one project. Default `acme-project`. */
  readonly project?: string;
  /** Host of every cluster's control plane. Default: - a name that leads nowhere. */
  readonly controlPlane?: string;
}

export async function startGoogleStore(options: GoogleStoreOptions = {}): Promise<GoogleStore> {
  const { project = 'acme-project', controlPlane } = options;
  const server = await serveGoogle(project, '123456789012', controlPlane);
  return {
    ...server,
    project,
    variables: { GOOGLE_OAUTH_ACCESS_TOKEN: 'not-a-real-token', ...server.endpoints },
    ask: (method, path, body) => ask(`${server.url}/${path}`, method, body),
  };
}

async function ask(url: string, method: string, body: Resource | undefined): Promise<Resource> {
  const response = await fetch(url, {
    method,
    headers: { authorization: 'Bearer not-a-real-token' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Resource;
  if (!response.ok)
    throw new Error(`${method} ${url} answered ${response.status}: ${JSON.stringify(answer)}`);
  return answer;
}
