import { digest } from './cloud.ts';
import { keyOf } from './collection.ts';
import { ApiError, invalid } from './errors.ts';
import { type Json, list, part, type Resource, text } from './json.ts';
import type { Call, Route } from './route.ts';

/** IAM policies of the newer services: two verbs. Some read with GET, some with POST. https://cloud.google.com/iam/docs/reference/rest/v1/Policy */
export function policyVerbs(resource: string, reading: 'GET' | 'POST'): readonly Route[] {
  return [
    {
      method: reading,
      pattern: `${resource}:getIamPolicy`,
      answer: (call) => readPolicy(call, withoutVerb(call)),
    },
    {
      method: 'POST',
      pattern: `${resource}:setIamPolicy`,
      answer: (call) => writePolicy(call, withoutVerb(call), part(call.body.policy)),
    },
  ];
}

/** A policy is there for everything that is there. A project always is. */
export function readPolicy(call: Call, key: string): Resource {
  if (!isProject(key)) call.cloud.find(key);
  return call.cloud.policies.get(key) ?? { version: 1, etag: 'ACAB' };
}

/** Refuses a stale `etag`, and members that do not exist: both as the services do. */
export function writePolicy(call: Call, key: string, policy: Resource): Resource {
  const old = readPolicy(call, key);
  if (policy.etag !== undefined && policy.etag !== old.etag)
    throw new ApiError(
      409,
      'There were concurrent policy changes. Please retry the whole read-modify-write.',
    );
  for (const binding of list(policy.bindings))
    for (const member of list(part(binding).members)) checkMember(call, member);
  const { etag: _, ...given } = policy;
  const rest = { version: 1, ...given };
  const written = { ...rest, etag: digest(rest) };
  call.cloud.policies.set(key, written);
  return written;
}

/** Who may do what: `role` on the thing is held by `member`. */
export function holds(call: Call, key: string, role: string, member: string): boolean {
  return list(call.cloud.policies.get(key)?.bindings).some(
    (binding) => part(binding).role === role && list(part(binding).members).includes(member),
  );
}

/**
 * Service accounts are looked up when they are named, hence no policy can name one that is not there yet.
 * https://cloud.google.com/iam/docs/policies
 */
function checkMember(call: Call, member: Json): void {
  const email = /^serviceAccount:([^[]+@[^[]+)$/.exec(text(member))?.[1];
  if (email === undefined) return;
  const { cloud } = call;
  const own = email.endsWith(`@${cloud.project}.iam.gserviceaccount.com`);
  const exists = own
    ? cloud.resources.has(`iam/projects/${cloud.project}/serviceAccounts/${email}`)
    : cloud.agents.has(email);
  if (!exists) throw invalid(`Service account ${email} does not exist.`);
}

function withoutVerb(call: Call): string {
  return keyOf(call, call.path.slice(0, call.path.lastIndexOf(':')));
}

function isProject(key: string): boolean {
  return /^cloudresourcemanager\/projects\/[^/]+$/.test(key);
}
