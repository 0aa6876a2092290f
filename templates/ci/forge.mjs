// Talks to the forge (GitHub, GitLab, Azure DevOps) for the pipelines of bt-dataplane: one comment per pull request, the
// digest that was reviewed, one issue, one proposal. Written by `ci scaffold`; the same file for every deployment.
// Takes everything from files and from the environment; nothing that others wrote ever becomes part of a command.
import { spawn } from 'node:child_process';
import { openSync, readFileSync, writeFileSync } from 'node:fs';

const { env } = process;
const digestShape = /^e1-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{64}$/;

/** The last line of our comment: which commit was planned, and what applying it does. */
const note = (head, digest) => `<!-- bt-dataplane-ci head=${head} digest=${digest} -->`;
const noteShape = /^<!-- bt-dataplane-ci head=([0-9a-f]{40}) digest=(e1-[0-9a-f-]+|none) -->$/;

const commands = {
  /** comment MARKDOWN: puts the plan, or that there is none, on the pull request; one comment, replaced each time. */
  async comment(file) {
    const plan = statusOf(file) === 0 ? readFileSync(file, 'utf8').trimEnd() : failedPlan();
    const foot = /plan digest `([^`]+)`<\/sub>$/.exec(plan.split('\n').at(-1))?.[1] ?? 'none';
    const digest = digestShape.test(foot) ? foot : 'none';
    await forge().comment(marker('plan'), `${plan}\n${note(need('HEAD_SHA'), digest)}`);
  },

  /** approved FILE: writes the digest that was reviewed on the merged pull request of this commit. */
  async approved(file) {
    const given = env.GIVEN_DIGEST ?? '';
    if (given !== '') return writeFileSync(file, `${checked(given, 'the digest that was given by hand is no digest')}\n`);
    const sha = need('COMMIT_SHA');
    const merged = await forge().merged(sha);
    if (merged === undefined) stop(`no merged pull request leads to ${sha}, so nobody reviewed a plan of it`);
    const ours = merged.comments.filter(({ mine, body }) => mine && body.startsWith(marker('plan'))).at(-1);
    const [, head, digest] = noteShape.exec(ours?.body.trimEnd().split('\n').at(-1) ?? '') ?? [];
    if (digest === undefined) stop(`${merged.name} has no plan of ours for ${need('DEPLOYMENT')}`);
    if (head !== merged.head) stop(`the plan on ${merged.name} is of ${head}, and ${merged.head} was merged: it was merged before its last plan was there`);
    writeFileSync(file, `${checked(digest, `the last plan on ${merged.name} failed`)}\n`);
    console.log(`reviewed on ${merged.name}: ${digest}`);
  },

  /** run FILE COMMAND...: standard output into the file, the exit code into FILE.status; 2 says that there is something. */
  async run(file, program, ...args) {
    // Azure Pipelines leaves the name of a variable where it has no value.
    const unset = Object.entries(env).filter(([, value]) => /^\$\([\w.]+\)$/.test(value ?? ''));
    if (unset.length > 0) stop(`${unset.map(([name]) => name).join(', ')}: a variable or secret of the pipeline is not set`);
    const child = spawn(program, args, { stdio: ['ignore', openSync(file, 'w', 0o600), 'inherit'] });
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
    const code = await new Promise((done, fail) => {
      child.once('error', fail);
      child.once('exit', (status, signal) => done(status ?? (signal === 'SIGINT' ? 130 : 143)));
    });
    writeFileSync(`${file}.status`, String(code));
    process.exitCode = code === 2 ? 0 : code;
  },

  /** drift MARKDOWN: opens, renews or closes the issue about what was changed by hand. */
  async drift(file) {
    const found = looked(file) === 2;
    await forge().issue(marker('drift'), `Drift of ${need('DEPLOYMENT')}`, found ? readFileSync(file, 'utf8') : undefined);
  },

  /** next CHECK: puts the release of the next hop into the configuration, where a pull request can carry it. */
  async next(file) {
    const release = proposable(readCheck(file));
    if (release === undefined) return;
    const config = need('BT_DATAPLANE_CONFIG');
    writeFileSync(config, withRelease(readFileSync(config, 'utf8'), release));
    console.log(`${config}: release ${release}`);
  },

  /** propose CHECK: opens or renews the one pull request with it; what it cannot carry becomes an issue. */
  async propose(file) {
    const check = readCheck(file);
    const name = need('DEPLOYMENT');
    const release = proposable(check);
    const text = `${marker('upgrade')}\n${upgradeText(check, release)}`;
    const byHand = looked(file) === 2 && release === undefined;
    await forge().issue(marker('upgrade'), `Upgrade of ${name}`, byHand ? text : undefined);
    if (release === undefined) return;
    const config = need('BT_DATAPLANE_CONFIG');
    const files = [config, config.replace(/\.[^./]+$/, '.lock.yaml')].flatMap((path) => {
      try {
        return [{ path: path.replace(/^\.\//, ''), text: readFileSync(path, 'utf8') }];
      } catch {
        return [];
      }
    });
    const branch = `bt-dataplane/${name}-upgrade`;
    await forge().propose(branch, `Upgrade ${name} to ${release}`, text, files);
  },

  /** id-token FILE: the identity of this run, where the pipeline has to ask for it (Azure DevOps). */
  async 'id-token'(file) {
    const url = `${need('SYSTEM_OIDCREQUESTURI')}?api-version=7.1`;
    const { oidcToken } = await call('POST', url, undefined, { authorization: `Bearer ${need('SYSTEM_ACCESSTOKEN')}` });
    writeFileSync(file, oidcToken, { mode: 0o600 });
  },
};

function marker(what) {
  return `<!-- bt-dataplane ${what} ${encodeURIComponent(need('DEPLOYMENT')).replaceAll('--', '-%2D')} -->`;
}

function failedPlan() {
  return `${marker('plan')}\n## 🛑 No plan of ${need('DEPLOYMENT')}\n\nThe plan of this commit failed; the log of the pipeline says why.`;
}

/** What `upgrade check --json` says. */
function readCheck(file) {
  return JSON.parse(readFileSync(file, 'utf8')).upgrade;
}

/** Only a hop that changes nothing but the release, and that takes neither a snapshot nor a consent: a plain apply does it. */
function proposable({ hops = [] }) {
  const [hop] = hops;
  const sets = hop?.sets ?? [];
  const alone = sets.length === 1 && sets[0].path === 'release' && hop.oneWay.length === 0 && !hop.snapshot;
  return alone && /^\d+\.\d+\.\d+$/.test(sets[0].value) ? sets[0].value : undefined;
}

function upgradeText({ deployed, latest, hops = [], refusals = [] }, release) {
  const code = (text) => `\`${String(text).replace(/[`\r\n]/g, ' ')}\``;
  return [
    `Deployed is ${code(deployed?.release ?? 'nothing')}, the latest is ${code(latest ?? 'unknown')}.`,
    ...hops.map(({ title, oneWay }) => `- ${code(title)}${oneWay.length > 0 ? `: one way, needs ${oneWay.map((it) => code(`--accept-one-way ${it}`)).join(' ')}` : ''}`),
    ...refusals.map(({ message, source }) => `- refused: ${code(message)} (${code(source)})`),
    release === undefined
      ? 'This step needs a person: `bt-dataplane upgrade plan --to latest` shows it, `bt-dataplane upgrade apply --to latest` takes it.'
      : `This takes the first step, to ${code(release)}; the next one is proposed when it is done.`,
  ].join('\n');
}

/** The line of the top level, or a new one; comments and everything else stay. */
function withRelease(text, release) {
  if (text.trimStart().startsWith('{')) {
    const changed = text.replace(/^(\s{0,4}"release"\s*:\s*)"[^"]*"/m, `$1"${release}"`);
    return changed.includes(`"${release}"`) ? changed : text.replace('{', `{\n  "release": "${release}",`);
  }
  const line = /^release:[ \t]*("[^"\n]*"|'[^'\n]*'|[^#\s]+)/m;
  if (line.test(text)) return text.replace(line, `release: "${release}"`);
  // Where a base has the profile, the file of the deployment still has its name.
  const changed = text.replace(/^profile:.*$/m, (profile) => `${profile}\nrelease: "${release}"`);
  return changed !== text ? changed : text.replace(/^name:.*$/m, (name) => `${name}\nrelease: "${release}"`);
}

function statusOf(file) {
  try {
    return Number(readFileSync(`${file}.status`, 'utf8'));
  } catch {
    return 1;
  }
}

/** The exit code of a look that went well. */
function looked(file) {
  const status = statusOf(file);
  if (status !== 0 && status !== 2) stop(`there is no result in ${file}: the look failed`);
  return status;
}

function checked(digest, problem) {
  if (!digestShape.test(digest)) stop(problem);
  return digest;
}

function need(name) {
  const value = env[name] ?? '';
  if (value === '') stop(`${name} is not set`);
  return value;
}

/** Exit 7, as for every approval that does not hold. */
function stop(problem) {
  console.error(`error: ${problem}; nothing was applied`);
  console.error('next: look at the plan, and start this pipeline by hand with the digest that you approve');
  process.exit(7);
}

async function call(method, url, body, headers) {
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', 'user-agent': 'bt-dataplane', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (answer.status === 404 && method === 'GET') return undefined;
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${new URL(url).pathname} answered ${answer.status}: ${text.slice(0, 300)}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Every page of a list. */
async function all(get, url) {
  const found = [];
  for (let page = 1; page <= 100; page += 1) {
    const part = (await get(`${url}${url.includes('?') ? '&' : '?'}per_page=100&page=${page}`)) ?? [];
    found.push(...part);
    if (part.length < 100) break;
  }
  return found;
}

function forge() {
  if (env.GITHUB_ACTIONS === 'true') return github();
  if (env.GITLAB_CI === 'true') return gitlab();
  if (env.TF_BUILD !== undefined) return azureDevOps();
  return stop('this is neither GitHub Actions, nor GitLab CI, nor Azure Pipelines');
}

/** https://docs.github.com/rest */
function github() {
  const base = `${need('GITHUB_API_URL')}/repos/${need('GITHUB_REPOSITORY')}`;
  const headers = { authorization: `Bearer ${need('GITHUB_TOKEN')}`, accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
  const ask = (method, path, body) => call(method, `${base}${path}`, body, headers);
  const list = (path) => all((url) => ask('GET', url), path);
  /** The account of the job's own token; a person cannot have this name. */
  const mine = ({ user }) => user?.login === 'github-actions[bot]' && user.type === 'Bot';
  const issueWith = async (mark) =>
    (await list('/issues?state=open')).find((it) => it.pull_request === undefined && mine(it) && it.body?.startsWith(mark));
  return {
    async comment(mark, body) {
      const number = need('PULL_REQUEST');
      const before = (await list(`/issues/${number}/comments`)).find((it) => mine(it) && it.body.startsWith(mark));
      if (before === undefined) await ask('POST', `/issues/${number}/comments`, { body });
      else await ask('PATCH', `/issues/comments/${before.id}`, { body });
    },
    async merged(sha) {
      const pulls = (await list(`/commits/${sha}/pulls`)).filter((it) => it.merged_at && it.merge_commit_sha === sha);
      const [pull] = pulls;
      if (pull === undefined) return undefined;
      const comments = (await list(`/issues/${pull.number}/comments`)).map((it) => ({ mine: mine(it), body: it.body ?? '' }));
      return { name: `pull request #${pull.number}`, head: pull.head.sha, comments };
    },
    async issue(mark, title, body) {
      const there = await issueWith(mark);
      if (body === undefined) return there && ask('PATCH', `/issues/${there.number}`, { state: 'closed' });
      return there === undefined ? ask('POST', '/issues', { title, body }) : ask('PATCH', `/issues/${there.number}`, { title, body });
    },
    async propose(branch, title, body, files) {
      const owner = need('GITHUB_REPOSITORY').split('/')[0];
      const base = need('DEFAULT_BRANCH');
      const { object } = await ask('GET', `/git/ref/heads/${base}`);
      const [open] = await list(`/pulls?state=open&head=${encodeURIComponent(`${owner}:${branch}`)}`);
      if ((await ask('GET', `/git/ref/heads/${branch}`)) === undefined)
        await ask('POST', '/git/refs', { ref: `refs/heads/${branch}`, sha: object.sha });
      else await ask('PATCH', `/git/refs/heads/${branch}`, { sha: object.sha, force: true });
      for (const { path, text } of files) {
        const there = await ask('GET', `/contents/${encodeURI(path)}?ref=${encodeURIComponent(branch)}`);
        const content = Buffer.from(text).toString('base64');
        if (there?.content?.replaceAll('\n', '') === content) continue;
        await ask('PUT', `/contents/${encodeURI(path)}`, { message: title, branch, content, ...(there ? { sha: there.sha } : {}) });
      }
      if (open === undefined) await ask('POST', '/pulls', { title, body, head: branch, base });
      else await ask('PATCH', `/pulls/${open.number}`, { title, body });
    },
  };
}

/** https://docs.gitlab.com/api/rest/ */
function gitlab() {
  const base = `${need('CI_API_V4_URL')}/projects/${need('CI_PROJECT_ID')}`;
  const headers = { 'private-token': need('BT_DATAPLANE_GITLAB_TOKEN') };
  const ask = (method, path, body) => call(method, `${base}${path}`, body, headers);
  const list = (path) => all((url) => ask('GET', url), path);
  const own = async () => (await call('GET', `${need('CI_API_V4_URL')}/user`, undefined, headers)).id;
  return {
    async comment(mark, body) {
      const id = await own();
      const notes = `/merge_requests/${need('CI_MERGE_REQUEST_IID')}/notes`;
      const before = (await list(notes)).find(({ author, body: text }) => author.id === id && text.startsWith(mark));
      if (before === undefined) await ask('POST', notes, { body });
      else await ask('PUT', `${notes}/${before.id}`, { body });
    },
    async merged(sha) {
      const requests = (await list(`/repository/commits/${sha}/merge_requests`)) ?? [];
      const request = requests.find((it) => it.state === 'merged' && [it.merge_commit_sha, it.squash_commit_sha, it.sha].includes(sha));
      if (request === undefined) return undefined;
      const id = await own();
      const notes = await list(`/merge_requests/${request.iid}/notes?sort=asc`);
      return { name: `merge request !${request.iid}`, head: request.sha, comments: notes.map(({ author, body }) => ({ mine: author.id === id, body })) };
    },
    async issue(mark, title, description) {
      const id = await own();
      const there = (await list('/issues?state=opened')).find((it) => it.author.id === id && it.description?.startsWith(mark));
      if (description === undefined) return there && ask('PUT', `/issues/${there.iid}`, { state_event: 'close' });
      return there === undefined ? ask('POST', '/issues', { title, description }) : ask('PUT', `/issues/${there.iid}`, { title, description });
    },
    async propose(branch, title, description, files) {
      const target = need('CI_DEFAULT_BRANCH');
      const actions = [];
      for (const { path, text } of files) {
        const there = await ask('GET', `/repository/files/${encodeURIComponent(path)}?ref=${encodeURIComponent(target)}`);
        actions.push({ action: there === undefined ? 'create' : 'update', file_path: path, content: text });
      }
      await ask('POST', '/repository/commits', { branch, start_branch: target, force: true, commit_message: title, actions });
      const [open] = await list(`/merge_requests?state=opened&source_branch=${encodeURIComponent(branch)}`);
      if (open === undefined) await ask('POST', '/merge_requests', { source_branch: branch, target_branch: target, title, description, remove_source_branch: true });
      else await ask('PUT', `/merge_requests/${open.iid}`, { title, description });
    },
  };
}

/** https://learn.microsoft.com/rest/api/azure/devops/ */
function azureDevOps() {
  const collection = need('SYSTEM_COLLECTIONURI').replace(/\/$/, '');
  const project = `${collection}/${encodeURIComponent(need('SYSTEM_TEAMPROJECT'))}/_apis`;
  const git = `${project}/git/repositories/${need('BUILD_REPOSITORY_ID')}`;
  const headers = { authorization: `Bearer ${need('SYSTEM_ACCESSTOKEN')}` };
  const ask = (method, path, body, more = {}) =>
    call(method, `${path}${path.includes('?') ? '&' : '?'}api-version=7.1`, body, { ...headers, ...more });
  const own = async () => (await call('GET', `${collection}/_apis/connectionData`, undefined, headers)).authenticatedUser.id;
  const threads = async (number) =>
    (await ask('GET', `${git}/pullRequests/${number}/threads`)).value.flatMap(({ id, isDeleted, comments }) =>
      isDeleted ? [] : [{ thread: id, ...comments[0] }],
    );
  return {
    async comment(mark, content) {
      const number = need('SYSTEM_PULLREQUEST_PULLREQUESTID');
      const id = await own();
      const before = (await threads(number)).find(({ author, content: text }) => author?.id === id && text?.startsWith(mark));
      if (before === undefined)
        await ask('POST', `${git}/pullRequests/${number}/threads`, { status: 'closed', comments: [{ parentCommentId: 0, commentType: 'text', content }] });
      else await ask('PATCH', `${git}/pullRequests/${number}/threads/${before.thread}/comments/${before.id}`, { content });
    },
    async merged(sha) {
      const { results } = await ask('POST', `${git}/pullrequestquery`, { queries: [{ type: 'lastMergeCommit', items: [sha] }] });
      const request = (results[0]?.[sha] ?? []).find(({ status }) => status === 'completed');
      if (request === undefined) return undefined;
      const id = await own();
      const comments = (await threads(request.pullRequestId)).map(({ author, content }) => ({ mine: author?.id === id, body: content ?? '' }));
      return { name: `pull request ${request.pullRequestId}`, head: request.lastMergeSourceCommit.commitId, comments };
    },
    async issue(_, title, body) {
      const query = `SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.Title] = '${title.replaceAll("'", "''")}' AND [System.State] <> 'Done' AND [System.State] <> 'Closed' AND [System.Tags] CONTAINS 'bt-dataplane'`;
      const [there] = (await ask('POST', `${project}/wit/wiql`, { query })).workItems;
      const patch = { 'content-type': 'application/json-patch+json' };
      const set = (fields) => Object.entries(fields).map(([name, value]) => ({ op: 'add', path: `/fields/${name}`, value }));
      const html = body && `<pre>${body.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;
      if (body === undefined)
        return there && ask('PATCH', `${project}/wit/workitems/${there.id}`, set({ 'System.History': 'No longer the case.', 'System.Tags': 'bt-dataplane; settled' }), patch);
      const fields = { 'System.Title': title, 'System.Description': html, 'System.Tags': 'bt-dataplane' };
      return there === undefined
        ? ask('POST', `${project}/wit/workitems/$Task`, set(fields), patch)
        : ask('PATCH', `${project}/wit/workitems/${there.id}`, set(fields), patch);
    },
    async propose(branch, title, description, files) {
      const target = need('DEFAULT_BRANCH');
      const tip = async (name) => (await ask('GET', `${git}/refs?filter=heads/${encodeURIComponent(name)}`)).value.find((it) => it.name === `refs/heads/${name}`)?.objectId;
      const there = await tip(branch);
      const from = there ?? (await tip(target));
      const version = `versionDescriptor.version=${encodeURIComponent(there === undefined ? target : branch)}`;
      const changes = [];
      for (const { path, text } of files) {
        const present = await ask('GET', `${git}/items?path=/${encodeURIComponent(path)}&${version}&includeContent=true&$format=json`);
        if (present?.content === text) continue;
        changes.push({ changeType: present === undefined ? 'add' : 'edit', item: { path: `/${path}` }, newContent: { content: text, contentType: 'rawtext' } });
      }
      if (changes.length > 0)
        await ask('POST', `${git}/pushes`, { refUpdates: [{ name: `refs/heads/${branch}`, oldObjectId: there === undefined ? '0'.repeat(40) : there }], commits: [{ comment: title, changes, ...(there === undefined ? { parents: [from] } : {}) }] });
      const search = `searchCriteria.status=active&searchCriteria.sourceRefName=${encodeURIComponent(`refs/heads/${branch}`)}`;
      const [open] = (await ask('GET', `${git}/pullrequests?${search}`)).value;
      if (open === undefined)
        await ask('POST', `${git}/pullrequests`, { sourceRefName: `refs/heads/${branch}`, targetRefName: `refs/heads/${target}`, title, description: description.slice(0, 4000) });
      else await ask('PATCH', `${git}/pullrequests/${open.pullRequestId}`, { title, description: description.slice(0, 4000) });
    },
  };
}

const [name, ...args] = process.argv.slice(2);
if (Object.hasOwn(commands, name)) await commands[name](...args);
else stop(`unknown command ${name}`);
