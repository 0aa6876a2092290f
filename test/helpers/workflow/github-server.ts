/** The part of GitHub's REST interface that a pipeline needs, in memory. https://docs.github.com/rest */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Written {
  readonly id: number;
  readonly user: { readonly login: string; readonly type: string };
  body: string;
}
export interface Issue extends Written {
  readonly number: number;
  title: string;
  state: 'open' | 'closed';
}
export interface Pull {
  readonly number: number;
  readonly head: { sha: string; readonly ref: string };
  readonly comments: Written[];
  title: string;
  body: string;
  merged_at: string | null;
  merge_commit_sha: string;
}

export interface GithubServer {
  readonly url: string;
  readonly pulls: Pull[];
  readonly issues: Issue[];
  /** By branch, then by path. */
  readonly branches: Map<string, Map<string, string>>;
  readonly requests: string[];
  pull(number: number, sha: string): Pull;
  /** What somebody else writes. */
  says(number: number, login: string, body: string): void;
  close(): Promise<void>;
}

export const bot = { login: 'github-actions[bot]', type: 'Bot' };
const repository = '/repos/acme/infrastructure';

type Reply = readonly [status: number, body: unknown];
type Body = Readonly<Record<string, unknown>>;

export async function startGithub(token: string): Promise<GithubServer> {
  const pulls: Pull[] = [];
  const issues: Issue[] = [];
  const branches = new Map([['main', new Map<string, string>()]]);
  const requests: string[] = [];
  let next = 100;
  const pullOf = (number: string) => pulls.find((it) => it.number === Number(number));
  const text = (body: Body, key: string) => String(body[key] ?? '');

  const routes: readonly (readonly [
    string,
    RegExp,
    (match: readonly string[], body: Body, query: URLSearchParams) => Reply,
  ])[] = [
    ['GET', /^\/issues\/(\d+)\/comments$/, ([, number = '']) => [200, pullOf(number)?.comments ?? []]],
    [
      'POST',
      /^\/issues\/(\d+)\/comments$/,
      ([, number = ''], body) => {
        const comment = { id: next++, user: bot, body: text(body, 'body') };
        if (comment.body.length > 65_536) return [422, { message: 'body is too long' }];
        pullOf(number)?.comments.push(comment);
        return [201, comment];
      },
    ],
    [
      'PATCH',
      /^\/issues\/comments\/(\d+)$/,
      ([, id], body) => {
        const found = pulls.flatMap(({ comments }) => comments).find((it) => it.id === Number(id));
        if (found === undefined) return [404, {}];
        found.body = text(body, 'body');
        return [200, found];
      },
    ],
    [
      'GET',
      /^\/commits\/(\w+)\/pulls$/,
      ([, sha]) => [200, pulls.filter((it) => it.merge_commit_sha === sha || it.head.sha === sha)],
    ],
    ['GET', /^\/issues$/, (_, __, query) => [200, issues.filter((it) => it.state === query.get('state'))]],
    [
      'POST',
      /^\/issues$/,
      (_, body) => {
        const issue: Issue = {
          id: next,
          number: next++,
          user: bot,
          title: text(body, 'title'),
          body: text(body, 'body'),
          state: 'open',
        };
        issues.push(issue);
        return [201, issue];
      },
    ],
    [
      'PATCH',
      /^\/issues\/(\d+)$/,
      ([, number], body) => {
        const found = issues.find((it) => it.number === Number(number));
        return found === undefined ? [404, {}] : [200, Object.assign(found, body)];
      },
    ],
    [
      'GET',
      /^\/git\/ref\/heads\/(.+)$/,
      ([, name = '']) => (branches.has(name) ? [200, { object: { sha: `sha-of-${name}` } }] : [404, {}]),
    ],
    [
      'POST',
      /^\/git\/refs$/,
      (_, body) => {
        branches.set(text(body, 'ref').replace('refs/heads/', ''), new Map(branches.get('main')));
        return [201, {}];
      },
    ],
    [
      'PATCH',
      /^\/git\/refs\/heads\/(.+)$/,
      ([, name = '']) => {
        branches.set(name, new Map(branches.get('main')));
        return [200, {}];
      },
    ],
    [
      'GET',
      /^\/contents\/(.+)$/,
      ([, path = ''], _, query) => {
        const content = branches.get(query.get('ref') ?? 'main')?.get(path);
        return content === undefined
          ? [404, {}]
          : [200, { sha: `blob-of-${path}`, content: Buffer.from(content).toString('base64') }];
      },
    ],
    [
      'PUT',
      /^\/contents\/(.+)$/,
      ([, path = ''], body) => {
        branches
          .get(text(body, 'branch'))
          ?.set(path, Buffer.from(text(body, 'content'), 'base64').toString('utf8'));
        return [201, {}];
      },
    ],
    [
      'GET',
      /^\/pulls$/,
      (_, __, query) => [
        200,
        pulls.filter((it) => it.merged_at === null && `acme:${it.head.ref}` === query.get('head')),
      ],
    ],
    [
      'POST',
      /^\/pulls$/,
      (_, body) => {
        const made = pull(next++, `sha-of-${text(body, 'head')}`, text(body, 'head'));
        return [201, Object.assign(made, { title: text(body, 'title'), body: text(body, 'body') })];
      },
    ],
    [
      'PATCH',
      /^\/pulls\/(\d+)$/,
      ([, number = ''], body) => [200, Object.assign(pullOf(number) ?? {}, body)],
    ],
  ];

  function pull(number: number, sha: string, ref = `change-${number}`): Pull {
    const made: Pull = {
      number,
      head: { sha, ref },
      comments: [],
      title: '',
      body: '',
      merged_at: null,
      merge_commit_sha: '',
    };
    pulls.push(made);
    return made;
  }

  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname.startsWith(repository) ? url.pathname.slice(repository.length) : undefined;
    requests.push(`${request.method} ${path}`);
    const [status, answer] = ((): Reply => {
      if (request.headers.authorization !== `Bearer ${token}`) return [401, { message: 'Bad credentials' }];
      if (path === undefined) return [404, {}];
      for (const [method, pattern, reply] of routes) {
        const match = pattern.exec(decodeURIComponent(path));
        if (method === request.method && match !== null) return reply(match, body, url.searchParams);
      }
      return [404, {}];
    })();
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pulls,
    issues,
    branches,
    requests,
    pull,
    says: (number, login, body) =>
      void pullOf(String(number))?.comments.push({ id: next++, user: { login, type: 'User' }, body }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Body> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) text += part;
  return text === '' ? {} : (JSON.parse(text) as Body);
}
