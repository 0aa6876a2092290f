import { roles } from './values/props.ts';

const annotation = 'braintrust.dev/secret-revision';

/** Values of the official chart that start every pod anew with a new revision: a secret reaches a pod only at its start. */
export function revisionValues(revision: string) {
  const annotated = { annotations: { pod: { [annotation]: revision } } };
  return { api: annotated, brainstore: Object.fromEntries(roles.map((role) => [role, annotated])) };
}

/** The same as an expression that gives JSON, over a revision that is itself an expression without `${}`. */
export function revisionExpression(revision: string): string {
  const mark = 'REVISION';
  // Keys of a terraform object are followed by `=`.
  const text = JSON.stringify(revisionValues(mark)).replaceAll('":', '"=');
  return `\${jsonencode(${text.replaceAll(`"${mark}"`, `tostring(${revision})`)})}`;
}
