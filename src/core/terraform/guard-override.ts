/**
 * The rendered folder forbids destruction to plain terraform with `prevent_destroy`. With it terraform refuses to plan at
 * all, so nobody would learn what was meant to go and why: in the working copy it is switched off, and our own guard judges
 * the plan instead. https://developer.hashicorp.com/terraform/language/files/override
 */
type Blocks = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Named so that it comes after every other override file: they are merged in the order of their names. */
export const guardOverrideName = 'zz_guard_override.tf.json';
export const liftOverrideName = 'zz_lift_override.tf.json';

/** Addresses whose `lifecycle` says `prevent_destroy: true` in any of the JSON files given. */
export function protectedAddresses(files: readonly string[]): readonly string[] {
  const found = files.flatMap((text) =>
    Object.entries(resourcesOf(text)).flatMap(([type, byName]) =>
      Object.entries(byName)
        .filter(([, body]) => preventsDestroy(body))
        .map(([name]) => `${type}.${name}`),
    ),
  );
  return [...new Set(found)].sort();
}

export function guardOverride(addresses: readonly string[]): string {
  return overrideOf(addresses, () => ({ lifecycle: { prevent_destroy: false } }));
}

/** Sets attributes on resources, and locals; addresses are of the form `type.name`. A resource without any is left out. */
export function overrideOf(
  addresses: readonly string[],
  bodyOf: (type: string) => Readonly<Record<string, unknown>>,
  locals: Readonly<Record<string, unknown>> = {},
): string {
  const resource: Record<string, Record<string, unknown>> = {};
  for (const address of addresses) {
    const [type = '', name = ''] = address.split('.');
    const body = bodyOf(type);
    if (Object.keys(body).length > 0) resource[type] = { ...resource[type], [name]: body };
  }
  const blocks = {
    ...(Object.keys(locals).length === 0 ? {} : { locals }),
    ...(Object.keys(resource).length === 0 ? {} : { resource }),
  };
  return `${JSON.stringify(blocks, null, 2)}\n`;
}

/** The locals of a rendered file. */
export function localsOf(text: string): Readonly<Record<string, unknown>> {
  const { locals } = JSON.parse(text) as { locals?: unknown };
  return Object.assign({}, ...[locals ?? {}].flat()) as Record<string, unknown>;
}

function resourcesOf(text: string): Blocks {
  try {
    return (JSON.parse(text) as { resource?: Blocks }).resource ?? {};
  } catch {
    return {};
  }
}

/** JSON syntax allows a block to be an object or a list of objects. */
function preventsDestroy(body: unknown): boolean {
  return [body]
    .flat()
    .some((part) =>
      [(part as { lifecycle?: unknown }).lifecycle]
        .flat()
        .some(
          (lifecycle) => (lifecycle as { prevent_destroy?: unknown } | undefined)?.prevent_destroy === true,
        ),
    );
}
