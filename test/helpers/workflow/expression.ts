/** Expressions of GitHub workflows, as far as ours use them. https://docs.github.com/actions/reference/workflows-and-actions/expressions */

export type Contexts = Readonly<Record<string, unknown>>;
export type Status = 'success' | 'failure' | 'cancelled';

const token = /\s*('(?:[^']|'')*'|&&|\|\||==|!=|!|\(|\)|,|[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*|\d+)/y;

/** Text with every `${{ … }}` worked out. */
export function expand(text: string, contexts: Contexts, status: Status = 'success'): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, inner: string) => shown(evaluate(inner, contexts, status)));
}

/** Whether a step or job runs; without a status function only after success. */
export function holds(condition: string | undefined, contexts: Contexts, status: Status): boolean {
  const inner = condition?.replace(/^\$\{\{(.*)\}\}$/, '$1').trim();
  if (inner === undefined) return status === 'success';
  const asksStatus = /\b(always|cancelled|failure|success)\(\)/.test(inner);
  return Boolean(evaluate(inner, contexts, status)) && (asksStatus || status === 'success');
}

function evaluate(text: string, contexts: Contexts, status: Status): unknown {
  const words = tokens(text);
  let at = 0;
  const take = () => words[at++];
  const or = (): unknown => {
    let left = and();
    while (words[at] === '||') {
      at += 1;
      const right = and();
      left = left || right;
    }
    return left;
  };
  const and = (): unknown => {
    let left = equal();
    while (words[at] === '&&') {
      at += 1;
      const right = equal();
      left = left && right;
    }
    return left;
  };
  const equal = (): unknown => {
    const left = unary();
    const sign = words[at];
    if (sign !== '==' && sign !== '!=') return left;
    at += 1;
    return (shown(left).toLowerCase() === shown(unary()).toLowerCase()) === (sign === '==');
  };
  const unary = (): unknown => {
    const word = take();
    if (word === '!') return !unary();
    if (word === '(') {
      const inner = or();
      at += 1;
      return inner;
    }
    if (word === undefined) throw new Error(`unfinished expression: ${text}`);
    if (word.startsWith("'")) return word.slice(1, -1).replaceAll("''", "'");
    if (words[at] === '(') {
      at += 2;
      return {
        always: true,
        success: status === 'success',
        failure: status === 'failure',
        cancelled: status === 'cancelled',
      }[word];
    }
    return lookUp(word, contexts);
  };
  const value = or();
  if (at < words.length) throw new Error(`not understood after ${words.slice(0, at).join(' ')}: ${text}`);
  return value;
}

function tokens(text: string): readonly string[] {
  const found: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const match = token.exec(text);
    if (match === null) throw new Error(`not understood: ${text}`);
    found.push(match[1] ?? '');
  }
  return found;
}

/** A context that is not there is a mistake; a property that is not there is empty. */
function lookUp(path: string, contexts: Contexts): unknown {
  const [first = '', ...rest] = path.split('.');
  if (!(first in contexts)) throw new Error(`unknown context: ${path}`);
  return rest.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
    contexts[first],
  );
}

function shown(value: unknown): string {
  return value === undefined || value === null ? '' : String(value);
}
