import type { RuleFault } from '../errors.ts';
import { fold } from '../model/fold.ts';
import type { Clause, Signature, TextTest, When } from '../model/signature.ts';
import { isRange } from '../model/version.ts';
import { itemStates, type Platform } from '../model/vocabulary.ts';
import type { LocatedDocument, YamlPath } from './document.ts';
import { faultAt } from './fault-at.ts';
import { isSpecific, leavesNothing, type Operator, textsOf } from './specific.ts';
import { either, quote } from './words.ts';

/**
 * Checks the tests of one `when`: ranges that parse, literals that leave something to compare, states that exist, and,
 * for a signature or a condition on another item, at least one test that could not hold for anything.
 */
export function checkWhen(
  document: LocatedDocument,
  when: When,
  path: YamlPath,
  what: 'signature' | 'other item' | 'same item',
): RuleFault[] {
  const faults = Object.entries(when).flatMap(([field, test]) =>
    checkTest(document, field, test, [...path, field]),
  );
  // A literal of which nothing is left has been told of; that it matches nothing need not be said twice.
  if (faults.length > 0 || what === 'same item') return faults;
  if (Object.entries(when).some(([field, test]) => isSpecific(field, test))) return [];
  return [
    faultAt(
      document,
      path,
      'tests that could hold for anything',
      'at least one test of a name, path, publisher, signer, origin or attribute with two letters or more in each text',
    ),
  ];
}

/** Checks the conditions of a signature. */
export function checkClauses(
  document: LocatedDocument,
  clauses: readonly Clause[],
  path: YamlPath,
): RuleFault[] {
  return clauses.flatMap(({ same, host }, index) => [
    ...(same ? checkWhen(document, same, [...path, index, 'same'], 'same item') : []),
    ...(host ? checkWhen(document, host.when, [...path, index, 'host', 'when'], 'other item') : []),
  ]);
}

/**
 * Markers are looked for by their path, so the signature must say it, unless it is about what some collector marks by
 * itself: then a test of an attribute or of the collector tells those, and other kinds of item need no path either.
 * On Linux and macOS a path is one from the root, without `..`, that can be looked up.
 */
export function checkMarker(
  document: LocatedDocument,
  { kind, when }: Signature,
  platforms: readonly Platform[],
  path: YamlPath,
): RuleFault[] {
  if (kind !== 'marker' && !(Array.isArray(kind) && kind.includes('marker'))) return [];
  const texts =
    when['path'] === undefined ? [] : textsOf(when['path']).filter(({ operator }) => isLookUp(operator));
  if (texts.length === 0) {
    if (when['path'] === undefined && Array.isArray(kind) && kind.some((other) => other !== 'marker'))
      return [];
    if (Object.keys(when).some((field) => field === 'collector' || field.startsWith('attributes.')))
      return [];
    const found =
      when['path'] === undefined ? 'a marker without a test of path' : 'a marker with no path to look up';
    return [
      faultAt(document, path, found, 'path with equals, oneOf, glob or prefix: markers are found by it'),
    ];
  }
  const unixOnly = !platforms.includes('windows');
  return texts.flatMap(({ text, path: rest }) => {
    const place = [...path, 'path', ...rest];
    if (text.split(/[\\/]/).includes('..'))
      return [faultAt(document, place, quote(text), 'a path without ".."')];
    const rooted = text.startsWith('/') || (!unixOnly && isWindowsRoot(text));
    if (rooted) return [];
    const expected = unixOnly
      ? 'a path from the root, /…'
      : 'a path from the root: /…, C:\\…, %NAME%\\… or HKLM\\…';
    return [faultAt(document, place, quote(text), expected)];
  });
}

function checkTest(document: LocatedDocument, field: string, test: TextTest, path: YamlPath): RuleFault[] {
  if (typeof test === 'boolean') {
    if (field.startsWith('attributes.')) return [];
    return [
      faultAt(document, path, String(test), 'text or an operator: only attributes can be true or false'),
    ];
  }
  if (typeof test === 'object' && test.range !== undefined) {
    if (isRange(test.range)) return [];
    const expected = 'comparators joined by spaces, such as ">=11.0 <12.4"';
    return [faultAt(document, [...path, 'range'], quote(test.range), expected)];
  }
  return textsOf(test).flatMap(({ text, operator, path: rest }) => {
    if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) {
      const expected = 'text on one line; a Windows path stands in single quotes';
      return [faultAt(document, [...path, ...rest], quote(text), expected)];
    }
    if (leavesNothing(operator, text)) {
      const expected =
        operator === 'word' ? 'a word of letters or digits' : 'text that is visible: this folds to nothing';
      return [faultAt(document, [...path, ...rest], quote(text), expected)];
    }
    if (field === 'state' && isUnknownState(operator, text)) {
      return [faultAt(document, [...path, ...rest], quote(text), `one of ${either(itemStates)}`)];
    }
    return [];
  });
}

function isUnknownState(operator: Operator, text: string): boolean {
  const whole = operator === 'equals' || (operator === 'oneOf' && !/[*?]/.test(text));
  return whole && !itemStates.some((state) => state === fold(text));
}

function isLookUp(operator: Operator): boolean {
  return operator === 'equals' || operator === 'oneOf' || operator === 'glob' || operator === 'prefix';
}

function isWindowsRoot(text: string): boolean {
  return /^([A-Za-z*?]:[\\/]|[\\/]{2}|%[^%]+%([\\/]|$)|HK(LM|CU|U|CR|EY_[A-Z_]+)([\\/]|$))/i.test(text);
}
