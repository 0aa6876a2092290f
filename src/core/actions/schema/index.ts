/** The JSON Schema of the configuration, offline. */
import type { Context } from '../../context.ts';
import { jsonSchemaText } from './json-schema.ts';

export interface SchemaResult {
  /** JSON Schema 2020-12 with a final newline; the same as `docs/config.schema.json`. */
  readonly text: string;
}

export function schema(context: Pick<Context, 'clouds'>): SchemaResult {
  return { text: jsonSchemaText([...context.clouds.values()]) };
}
