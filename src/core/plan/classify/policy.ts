/** What a policy document of AWS allows, as a set that can be compared. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */

/** One text for each principal, action and resource that are allowed together; a condition is part of each. */
export function grants(policy: unknown): readonly string[] {
  return statementsOf(policy).flatMap((statement) => {
    if (statement.Effect !== 'Allow') return [];
    const conditions = JSON.stringify(statement.Condition ?? {});
    // Everything but what is named counts as everything.
    const actions = statement.NotAction === undefined ? list(statement.Action) : ['*'];
    const resources = statement.NotResource === undefined ? list(statement.Resource) : ['*'];
    return principalsOf(statement).flatMap((who) =>
      actions.flatMap((action) =>
        (resources.length === 0 ? ['-'] : resources).map((on) => [who, action, on, conditions].join(' ')),
      ),
    );
  });
}

/** Everybody without a condition, or every action of a service. */
export function isWildcard(grant: string): boolean {
  const [who = '', action = '', , conditions = ''] = grant.split(' ');
  return (who === '*' && conditions === '{}') || action === '*' || action.endsWith(':*');
}

type Statement = Readonly<Record<string, unknown>>;

function statementsOf(policy: unknown): readonly Statement[] {
  if (typeof policy !== 'string') return [];
  try {
    const { Statement: statements } = JSON.parse(policy) as { Statement?: Statement | readonly Statement[] };
    return statements === undefined ? [] : [statements].flat();
  } catch {
    return [];
  }
}

function principalsOf({ Principal, NotPrincipal }: Statement): readonly string[] {
  if (NotPrincipal !== undefined) return ['*'];
  if (Principal === undefined) return ['-'];
  if (typeof Principal !== 'object' || Principal === null) return list(Principal);
  return Object.values(Principal).flatMap(list);
}

function list(value: unknown): readonly string[] {
  return value === undefined ? [] : [value].flat().map(String);
}
