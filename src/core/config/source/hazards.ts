/** What YAML allows and a configuration does not. */
import type { Finding, Place } from '../../findings/finding.ts';

/** What `init` writes where it cannot know the value. */
export const placeholderText = 'CHANGE-ME';

export function alias(place: Place, path: string, name: string): Finding {
  return {
    rule: 'config/yaml-alias',
    severity: 'error',
    message: `the alias *${name} is not allowed: a value has to be readable where it stands`,
    path,
    place,
    fix: { text: 'write the value out' },
  };
}

export function anchor(place: Place, path: string, name: string): Finding {
  return {
    rule: 'config/yaml-alias',
    severity: 'error',
    message: `the anchor &${name} is not allowed: aliases are off`,
    path,
    place,
    fix: { text: `remove &${name}` },
  };
}

export function duplicateKey(place: Place, path: string, firstLine: number): Finding {
  return {
    rule: 'config/yaml-duplicate-key',
    severity: 'error',
    message: `this key is written twice, first on line ${firstLine}`,
    path,
    place,
    fix: { text: 'keep one of the two' },
  };
}

export function emptyKey(place: Place, path: string): Finding {
  return {
    rule: 'config/yaml-key',
    severity: 'error',
    message: 'a key is missing before the colon',
    path,
    place,
    fix: { text: 'write the key before the colon, or remove the line' },
  };
}

export function reservedKey(place: Place, path: string, key: string): Finding {
  return {
    rule: 'config/reserved-key',
    severity: 'error',
    message: `the key ${key} is reserved and can never be a key of a configuration`,
    path,
    place,
    fix: { text: 'remove the key' },
  };
}

export function placeholder(place: Place, path: string): Finding {
  return {
    rule: 'config/placeholder',
    severity: 'error',
    message: `${placeholderText} still stands here in place of a value`,
    path,
    place,
    found: placeholderText,
    fix: { text: 'write the value of your deployment' },
  };
}

export function notAMapping(place: Place, found: string): Finding {
  return {
    rule: 'config/not-a-mapping',
    severity: 'error',
    message: 'a configuration is a mapping of keys to values',
    path: '',
    place,
    required: 'lines such as `name: acme`',
    found,
    fix: { text: 'start from a complete file: bt-dataplane init' },
  };
}

export function empty(place: Place): Finding {
  return {
    rule: 'config/empty',
    severity: 'error',
    message: 'the file is empty, or holds only comments',
    path: '',
    place,
    fix: { text: 'start from a complete file: bt-dataplane init --force' },
  };
}

export function tooDeep(place: Place, limit: number): Finding {
  return {
    rule: 'config/too-deep',
    severity: 'error',
    message: `values are nested more than ${limit} deep here`,
    path: '',
    place,
    required: `at most ${limit} levels`,
    fix: { text: 'check that this is the file you meant, and that every bracket is closed' },
  };
}

export function secondDocument(place: Place): Finding {
  return {
    rule: 'config/yaml-documents',
    severity: 'error',
    message: 'a second document starts here; a file describes one deployment',
    path: '',
    place,
    fix: { text: 'move the second document to a file of its own, and name it with --config' },
  };
}

export function directive(place: Place): Finding {
  return {
    rule: 'config/yaml-directive',
    severity: 'error',
    message: 'a directive can change how values are read, such as `yes` as true in YAML 1.1',
    path: '',
    place,
    required: 'YAML 1.2, without directives',
    fix: { text: 'remove the line that starts with %' },
  };
}
