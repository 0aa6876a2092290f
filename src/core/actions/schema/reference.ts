/** The reference table of the configuration, `docs/config.md`. */
import * as z from 'zod';
import type { Cloud } from '../../clouds/cloud.ts';
import { cloudNames, type DefaultValue, defaultsOf, sharedDefault } from '../../config/default-values.ts';
import { decidingValues, describe } from '../../config/describe.ts';
import { metaOf } from '../../config/field.ts';
import { leaves } from '../../config/resolve.ts';
import { configSchema } from '../../config/schema.ts';
import { alternatives, inner, type Leaf, leavesOf, tellingKeys } from '../../config/schema-walk.ts';

/** Markdown, with a final newline; defaults are those of the given clouds. */
export function configReference(clouds: readonly Cloud[]): string {
  const sections = Object.entries(configSchema.shape)
    .filter(([, field]) => inner(field as z.ZodType) instanceof z.ZodObject)
    .map(([key, field]) => {
      const below = leaves.filter((leaf) => leaf.path[0] === key);
      return `## ${key}\n\n${metaOf(field as z.ZodType)?.description ?? ''}\n\n${table(below, clouds)}`;
    });
  const top = leaves.filter((leaf) => leaf.path.length === 1);
  const nested = top.flatMap((leaf) => nestedSection(leaf, clouds));
  return `${[intro, `## Top level\n\n${table(top, clouds)}`, ...sections, ...nested].join('\n\n')}\n`;
}

const intro = `# Configuration

One file, \`bt-dataplane.yaml\` (or \`.yml\`, \`.json\`), describes one deployment. Keys without a default are required, or optional
where the table says so. Lists, tags, \`state\` and \`licenseKey\` are replaced as a whole; everything else is filled in key by key:
defaults of profile and cloud, then the values frozen in \`bt-dataplane.lock.yaml\`, then the file.

A file may build on others with \`extends: ../base.yaml\`, or a list of files: what several deployments share is written once. A base is
written like any configuration and may leave out required keys. Mappings, also \`tags\` and \`state\`, are joined key by key, lists and
single values are replaced, and where a mapping chooses another of several alternatives, such as \`licenseKey.file\` in place of
\`licenseKey.env\`, it is replaced as a whole. No value is taken away by \`null\`. Paths inside a base, such as that of a licence key,
are read as if they stood in the file of the deployment. Commands that change the configuration change that file, never a base.

This page is generated from the schema: \`UPDATE_DOCS=1 npx vitest run --config .config/vitest.config.ts --project unit test/src/core/actions/schema\`.
The same as JSON Schema for editors: [config.schema.json](config.schema.json), or \`bt-dataplane schema\`.`;

/** Lists of objects and alternatives have keys of their own. */
function nestedSection(leaf: Leaf, clouds: readonly Cloud[]): readonly string[] {
  const type = inner(leaf.schema);
  if (type instanceof z.ZodArray && inner(type.element as z.ZodType) instanceof z.ZodObject) {
    const below = leavesOf(type.element as z.ZodType, [...leaf.path, 0]);
    return [`## ${leaf.name}[]\n\n${leaf.meta?.description ?? ''}\n\n${table(below, clouds)}`];
  }
  const mappings = alternatives(type).filter((option) => inner(option) instanceof z.ZodObject);
  return mappings.map((option) => {
    const below = leavesOf(option, leaf.path);
    return `## ${leaf.name}, ${alternativeName(option, type)}\n\n${table(below, clouds)}`;
  });
}

function alternativeName(option: z.ZodType, union: z.ZodType): string {
  const deciding = decidingValues(union);
  if (!deciding) return tellingKeys(option, union).join(', ');
  const field = option instanceof z.ZodObject ? (option.shape[deciding.key] as z.ZodType) : option;
  return `${deciding.key} ${describe(field)}`;
}

function table(rows: readonly Leaf[], clouds: readonly Cloud[]): string {
  const head = ['| Key | What it is | Allowed | Default | What a change does |', '|---|---|---|---|---|'];
  return [...head, ...rows.map((leaf) => row(leaf, clouds))].join('\n');
}

function row(leaf: Leaf, clouds: readonly Cloud[]): string {
  const { meta } = leaf;
  const cells = [
    `\`${leaf.name.replaceAll('[0]', '[]')}\``,
    [leaf.clouds && `${cloudNames(leaf.clouds)}:`, meta?.description].filter(Boolean).join(' '),
    describe(leaf.schema),
    defaultCell(leaf, defaultsOf(leaf, clouds)),
    meta?.change ?? '',
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function defaultCell(leaf: Leaf, defaults: readonly DefaultValue[]): string {
  if (leaf.meta?.required) return leaf.onlyWithin ? `*required with \`${leaf.onlyWithin}\`*` : '*required*';
  const known = defaults.filter(({ value }) => value !== undefined);
  if (known.length === 0) return '*optional*';
  const shared = sharedDefault(defaults);
  if (shared !== undefined) return code(shared);
  return known.map(({ cloud, profile, value }) => `${cloud.title} ${profile}: ${code(value)}`).join('<br>');
}

function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}
