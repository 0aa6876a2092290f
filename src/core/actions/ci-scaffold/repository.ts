/** Which repository of which forge: as it was named, or as git knows it. */
import { join } from 'node:path';
import type { Env } from '../../../env.ts';
import { ciErrors } from './errors.ts';
import type { Provider } from './provider.ts';

export interface Repository {
  /** Such as `gitlab.com`. */
  readonly host: string;
  /** `owner/name`, `group/project`, or `organization/project/repository`. */
  readonly path: string;
}

export async function repositoryOf(
  env: Env,
  directory: string,
  provider: Provider,
  given: string | undefined,
): Promise<Repository> {
  const { host, example } = provider;
  if (given !== undefined) {
    const found = /^[a-z]+:\/\/|^[^/]+@/.test(given) ? parsed(given) : { host, path: given };
    if (found === undefined || !provider.path.test(found.path))
      throw ciErrors.wrongRepository(given, example);
    return found;
  }
  const text = await env.fs.readText(join(directory, '.git', 'config')).catch(() => '');
  const url = /\[remote "origin"\][^[]*?\n\s*url\s*=\s*(\S+)/.exec(text)?.[1];
  const found = url === undefined ? undefined : parsed(url);
  if (found === undefined || !provider.path.test(found.path) || !provider.isHost(found.host))
    throw ciErrors.noRepository(example);
  return found;
}

/** `https://host/path.git`, `ssh://git@host/path`, `git@host:path`; of Azure DevOps without what is no name. */
function parsed(url: string): Repository | undefined {
  const [, host, path] =
    /^(?:[a-z+]+:\/\/)?(?:[^@/]+@)?([A-Za-z0-9.-]+)(?::\d+)?[:/](.+?)(?:\.git)?\/?$/.exec(url) ?? [];
  if (host === undefined || path === undefined) return undefined;
  const plain = decoded(path).replace(/^v3\//, '').replace('/_git/', '/');
  return { host: host.replace(/^ssh\.(?=dev\.azure\.com$)/, ''), path: plain };
}

/** What is no such text is no path of a repository either, as it stands. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
