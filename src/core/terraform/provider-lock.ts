/** Terraform's own lock file. https://developer.hashicorp.com/terraform/language/files/dependency-lock */

export const lockFileName = '.terraform.lock.hcl';

export interface LockedProvider {
  /** Such as `registry.terraform.io/hashicorp/aws`. */
  readonly address: string;
  /** Exact. */
  readonly version: string;
  /** Of its packages, `h1:` of what is unpacked and `zh:` of archives, one per platform. */
  readonly hashes: readonly string[];
}

export function lockedProviders(text: string): readonly LockedProvider[] {
  const blocks = text.matchAll(/^provider "([^"]+)" \{([^}]*)/gm);
  return [...blocks].flatMap(([, address = '', body = '']) => {
    const version = /^\s*version\s*=\s*"([^"]+)"/m.exec(body)?.[1];
    if (version === undefined) return [];
    return [
      { address, version, hashes: [...body.matchAll(/"((?:h1|zh):[^"]+)"/g)].map(([, hash = '']) => hash) },
    ];
  });
}
