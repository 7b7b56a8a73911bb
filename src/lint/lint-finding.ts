import type { Product, Protection } from '../model/product.ts';
import type { Signature } from '../model/signature.ts';
import type { LintRule } from '../model/vocabulary.ts';
import type { LocatedDocument, YamlPath } from '../rules/document.ts';

const errors: readonly LintRule[] = ['weak-alone', 'dead-guard', 'blocking-guard', 'dead-condition'];

/** One weakness of one signature, told where it stands. The pack that ships with the program has no lines. */
export interface LintFinding {
  readonly rule: LintRule;
  /** An error: the signature does not do what it says. A warning: it may say more than is known. */
  readonly severity: 'error' | 'warning';
  /** `<product>/<signature>`. */
  readonly signature: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** One sentence that is safe to print. */
  readonly message: string;
}

/** A product or protection as it is linted. */
export interface LintSubject {
  readonly id: string;
  readonly value: Product | Protection;
  /** Absent for a compiled pack. */
  readonly document?: LocatedDocument;
}

/** One signature of a subject, with where it stands in its document. */
export interface Linted {
  readonly subject: LintSubject;
  readonly signature: Signature;
  readonly path: YamlPath;
}

/** Every signature of a subject. */
export function signaturesOf(subject: LintSubject): Linted[] {
  return subject.value.signatures.map((signature, index) => ({
    subject,
    signature,
    path: ['signatures', index],
  }));
}

/** A finding about a signature, or a part of it below `rest`. */
export function lintFinding(
  { subject, signature, path }: Linted,
  rule: LintRule,
  message: string,
  rest: YamlPath = [],
): LintFinding {
  const { document, id } = subject;
  const place = document && { file: document.file, ...document.locate([...path, ...rest]) };
  const severity = errors.includes(rule) ? 'error' : 'warning';
  return { rule, severity, signature: `${id}/${signature.id}`, ...place, message };
}
