/** From bytes to text that may be parsed: size, encoding, characters that nobody can see. */
import type { Finding, Place } from '../../findings/finding.ts';
import { positionsOf } from './positions.ts';

/** A hand-written configuration is below 10 KB; the cap bounds the work of the parser. */
export const largestFile = 256 * 1024;

const mostControlCharacters = 10;

/**
 * C0 and C1 controls but tab and line ends, the two non-characters, and the direction overrides that make a line read
 * differently from what it says (https://trojansource.codes).
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const hidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/;

export interface CheckedText {
  /** Without the byte order mark; empty when the bytes are not text. */
  readonly text: string;
  readonly findings: readonly Finding[];
  /** False when parsing it would only add noise. */
  readonly parseable: boolean;
}

export function checkText(file: string, bytes: Uint8Array): CheckedText {
  if (bytes.length > largestFile) return refused(tooLarge(file));
  if (isUtf16(bytes)) return refused(wrongEncoding({ file, line: 1, column: 1 }, 'UTF-16'));

  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const marked = decoded.startsWith('\ufeff');
  const text = marked ? decoded.slice(1) : decoded;
  const wrongByte = isUtf8(bytes) ? -1 : text.indexOf('\ufffd');
  const findings = [
    ...(marked ? [byteOrderMark(file)] : []),
    ...(wrongByte >= 0 ? [wrongEncoding(positionsOf(file, text).at(wrongByte), 'another encoding')] : []),
    ...hiddenCharacters(file, text),
  ];
  const parseable = findings.every((finding) => finding.severity !== 'error');
  return { text, findings, parseable };
}

/** The first character of a value or key that cannot be seen, written so that it can be. */
export function hiddenCharacterIn(value: string): string | undefined {
  const found = hidden.exec(value)?.[0];
  return found === undefined ? undefined : codePoint(found);
}

export function controlCharacter(place: Place, path: string, found: string): Finding {
  return {
    rule: 'config/control-character',
    severity: 'error',
    message: `the invisible character ${found} is not allowed in a configuration`,
    path,
    place,
    found,
    fix: { text: 'delete the character, or type the line again' },
  };
}

function hiddenCharacters(file: string, text: string): readonly Finding[] {
  if (!hidden.test(text)) return [];
  const places = positionsOf(file, text);
  const findings: Finding[] = [];
  for (const match of text.matchAll(new RegExp(hidden, 'g'))) {
    const place = places.at(match.index, match.index + 1);
    if (findings.at(-1)?.place?.line === place.line) continue;
    findings.push(controlCharacter(place, '', codePoint(match[0])));
    if (findings.length === mostControlCharacters) break;
  }
  return findings;
}

function refused(finding: Finding): CheckedText {
  return { text: '', findings: [finding], parseable: false };
}

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function tooLarge(file: string): Finding {
  return {
    rule: 'config/too-large',
    severity: 'error',
    message: 'the file is too large for a configuration',
    path: '',
    place: { file, line: 1, column: 1 },
    required: `at most ${largestFile} bytes`,
    found: `more than ${largestFile} bytes`,
    fix: { text: 'check that this is the file you meant; a configuration describes one deployment' },
  };
}

function wrongEncoding(place: Place, found: string): Finding {
  return {
    rule: 'config/encoding',
    severity: 'error',
    message: 'the file is not UTF-8 text',
    path: '',
    place,
    required: 'UTF-8',
    found,
    fix: { text: 'save the file as UTF-8' },
  };
}

function byteOrderMark(file: string): Finding {
  return {
    rule: 'config/byte-order-mark',
    severity: 'warning',
    message:
      'the file starts with a byte order mark, which other readers may take for a part of the first key',
    path: '',
    place: { file, line: 1, column: 1 },
    fix: { text: 'save the file as UTF-8 without byte order mark' },
  };
}
