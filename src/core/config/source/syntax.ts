/** YAML 1.2 (JSON is YAML) to documents. Nothing here throws, whatever the text. */
import { Composer, type Document, Lexer, type ParsedNode, Parser } from 'yaml';

/** Our schema is 4 deep. The library recurses while it composes, and deep input can end the whole process there. */
export const deepest = 64;

export type Syntax =
  | { readonly deepAt: number }
  | {
      readonly deepAt?: undefined;
      readonly documents: readonly Document.Parsed[];
      /** Offsets of `%YAML` and `%TAG` lines. */
      readonly directives: readonly number[];
    };

export function parseSyntax(text: string): Syntax {
  const parser = new Parser();
  const tokens = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // The depth is known from the parser's stack, before anything recurses.
    if (parser.stack.length > deepest && depth(parser) > deepest) return { deepAt: parser.offset };
  }
  tokens.push(...parser.end());

  const composer = new Composer<ParsedNode>({
    // The library compares every key with every other; `tree.ts` looks for duplicates itself.
    uniqueKeys: false,
    stringKeys: true,
    resolveKnownTags: false,
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'silent',
    version: '1.2',
  });
  return {
    documents: [...composer.compose(tokens, true, text.length)],
    directives: tokens.flatMap((token) => (token.type === 'directive' ? [token.offset] : [])),
  };
}

const collections: ReadonlySet<string> = new Set(['block-map', 'block-seq', 'flow-collection']);

function depth(parser: Parser): number {
  return parser.stack.filter((token) => collections.has(token.type)).length;
}
