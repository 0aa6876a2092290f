/** What the YAML library says, in words that tell what to do. */
import type { ErrorCode, YAMLError } from 'yaml';
import type { Finding } from '../../findings/finding.ts';
import type { Positions } from './positions.ts';

interface Explanation {
  readonly rule: string;
  readonly message: string;
  readonly fix: string;
}

const syntax = (message: string, fix: string): Explanation => ({ rule: 'config/yaml-syntax', message, fix });

const quote = 'put the value in double quotes';
const explanations: Partial<Record<ErrorCode, Explanation>> = {
  TAB_AS_INDENT: {
    rule: 'config/yaml-tab',
    message: 'YAML does not allow tabs as indentation',
    fix: 'indent with spaces, two for each level',
  },
  TAG_RESOLVE_FAILED: {
    rule: 'config/yaml-tag',
    message: 'this tag is not known, so nobody can say what the value would be',
    fix: 'remove the tag; a configuration needs none',
  },
  BAD_DIRECTIVE: {
    rule: 'config/yaml-directive',
    message: 'this directive is not known',
    fix: 'remove the line that starts with %',
  },
  NON_STRING_KEY: {
    rule: 'config/yaml-key',
    message: 'a key has to be plain text',
    fix: 'write the key as one word, followed by a colon',
  },
  BAD_INDENT: syntax(
    'the indentation does not fit the lines above',
    'align keys of one mapping; two spaces for each level',
  ),
  BAD_SCALAR_START: syntax('a value cannot start with this character', quote),
  BAD_DQ_ESCAPE: syntax(
    'this escape does not exist in double quotes',
    'use single quotes, or double the backslash',
  ),
  BLOCK_AS_IMPLICIT_KEY: syntax(
    'a key with a value cannot follow on the same line as another key',
    `${quote}, or move it to a line of its own, indented`,
  ),
  MISSING_CHAR: syntax(
    'a character is missing here, such as a colon after a key, a closing quote or a closing bracket',
    'close what the line before opens, or add the colon',
  ),
  MULTILINE_IMPLICIT_KEY: syntax(
    'a key goes on over several lines; a colon with a space after it may be missing',
    'write `key: value`, with a space after the colon',
  ),
  UNEXPECTED_TOKEN: syntax(
    'this does not belong here',
    'check the lines above for an open quote, an open bracket or a wrong indentation',
  ),
};

const other = syntax(
  'this is not YAML',
  'check quotes, brackets and the indentation of this line and the one above',
);

/** A finding for each place; the parser stumbles several times over one mistake, so one a line. */
export function syntaxFindings(problems: readonly YAMLError[], places: Positions): readonly Finding[] {
  const lines = new Set<number>();
  return problems
    .map(({ code, pos }) => ({ explanation: explanations[code] ?? other, place: places.at(pos[0], pos[1]) }))
    .filter(({ place }) => !lines.has(place.line) && lines.add(place.line))
    .slice(0, mostFindings)
    .map(({ explanation, place }) => ({
      rule: explanation.rule,
      severity: 'error',
      message: explanation.message,
      path: '',
      place,
      fix: { text: explanation.fix },
    }));
}

/** After that many the rest are echoes. */
const mostFindings = 20;
