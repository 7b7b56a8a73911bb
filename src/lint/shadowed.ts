import type { Signature } from '../model/signature.ts';
import {
  type Linted,
  type LintFinding,
  type LintSubject,
  lintFinding,
  signaturesOf,
} from './lint-finding.ts';
import { covers } from './overlap.ts';
import { testsOf } from './tests-of.ts';

const proof = { installed: 3, presence: 2, nothing: 1, sign: 0, note: 0 } as const;
const confidence = { confirmed: 2, probable: 1, weak: 0 } as const;

/**
 * Signatures that add nothing: another one of the same product matches everything that they match, and proves as much
 * or more. Of two that are the same the later is told.
 */
export function lintShadowed(subject: LintSubject): LintFinding[] {
  const all = signaturesOf(subject);
  return all.flatMap((linted, index) => {
    const by = all.find(
      (other, at) =>
        at !== index &&
        shadows(other, linted) &&
        // Each covers the other: only the later one is too many.
        (at < index || !shadows(linted, other)),
    );
    if (by === undefined) return [];
    const message = `everything that it matches is matched by ${by.signature.id} too, which proves as much or more`;
    return [lintFinding(linted, 'shadowed', message)];
  });
}

function shadows({ subject, signature: wide }: Linted, { signature: narrow }: Linted): boolean {
  return (
    provesAsMuch(wide, narrow) &&
    (wide.needsPlatform !== true || narrow.needsPlatform === true) &&
    includes(listOf(wide.kind), listOf(narrow.kind)) &&
    includes(wide.platforms ?? subject.value.platforms, narrow.platforms ?? subject.value.platforms) &&
    includes(otherItems(narrow), otherItems(wide)) &&
    includes(guards(narrow), guards(wide)) &&
    testsOf(wide).every(({ field, check }) =>
      testsOf(narrow).some((test) => test.field === field && covers(check, test.check)),
    )
  );
}

function provesAsMuch(wide: Signature, narrow: Signature): boolean {
  if (proof[wide.proves] === 0 || proof[narrow.proves] === 0) {
    return wide.proves === narrow.proves && wide.note?.text === narrow.note?.text;
  }
  return (
    proof[wide.proves] >= proof[narrow.proves] &&
    confidence[wide.confidence] >= confidence[narrow.confidence] &&
    includes(wide.owners ?? [], narrow.owners ?? [])
  );
}

/** Conditions on other items, as text to compare. */
function otherItems({ beside = [] }: Signature): string[] {
  return beside.flatMap(({ host }) => (host ? [JSON.stringify(host)] : []));
}

function guards({ unless = [] }: Signature): string[] {
  return unless.map((clause) => JSON.stringify(clause));
}

function includes<Value>(all: readonly Value[], some: readonly Value[]): boolean {
  return some.every((each) => all.includes(each));
}

function listOf<Value extends string>(value: Value | readonly Value[]): readonly Value[] {
  return typeof value === 'string' ? [value] : value;
}
