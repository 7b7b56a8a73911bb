import { type FieldCheck, readTest } from '../match/pattern.ts';
import type { Signature, When } from '../model/signature.ts';
import type { YamlPath } from '../rules/document.ts';

/** The test of one field of the matched item, folded as the matcher folds it. `path` is its place in the signature. */
export interface OneTest {
  readonly field: string;
  readonly check: FieldCheck;
  readonly path: YamlPath;
}

/** The tests of a `when`. */
export function readWhen(when: When, path: YamlPath): OneTest[] {
  return Object.entries(when).map(([field, test]) => ({
    field,
    check: readTest(field, test),
    path: [...path, field],
  }));
}

/** Everything that must hold for the item itself: `when` and the conditions on the same item. */
export function testsOf({ when, beside = [] }: Signature): OneTest[] {
  return [
    ...readWhen(when, ['when']),
    ...beside.flatMap(({ same }, index) => (same ? readWhen(same, ['beside', index, 'same']) : [])),
  ];
}
