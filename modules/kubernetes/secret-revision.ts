import { knownLater } from './known-later.ts';
import { roles } from './values/props.ts';

/** Name of the input variable that says whether a secret has another value than before. */
export const secretRevisionVariable = 'secret_revision';

const annotation = 'braintrust.dev/secret-revision';

/** Values of the official chart that start every pod anew with a new revision: a secret reaches a pod only at its start. */
export function revisionValues(revision: string) {
  const annotated = { annotations: { pod: { [annotation]: revision } } };
  return { api: annotated, brainstore: Object.fromEntries(roles.map((role) => [role, annotated])) };
}

/** The same as an expression that gives JSON, over a revision that is itself an expression without `${}`. */
export function revisionExpression(revision: string): string {
  return knownLater((text) => revisionValues(text(revision)));
}
