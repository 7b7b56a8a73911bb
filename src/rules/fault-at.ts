import type { RuleFault } from '../errors.ts';
import type { LocatedDocument, YamlPath } from './document.ts';
import { dotted } from './words.ts';

/** A fault in a checked document, told where the value (or its key) stands. `found` must be safe to print. */
export function faultAt(
  document: LocatedDocument,
  path: YamlPath,
  found: string,
  expected: string,
  at: 'key' | 'value' = 'value',
): RuleFault {
  const { line, column } = document.locate(path, at);
  return { file: document.file, line, column, path: dotted(path), found, expected };
}

/** `file:line:column` of a place, for a fault that names a second place. */
export function placeOf(document: LocatedDocument, path: YamlPath): string {
  const { line, column } = document.locate(path);
  return `${document.file}:${line}:${column}`;
}
