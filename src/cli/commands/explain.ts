import { UsageError } from '../../errors.ts';
import { type ExplainableReport, explainFinding, explainNote } from '../../explain/explain-finding.ts';
import { explainSignature, type Owned, signatureTable, unknownId } from '../../explain/explain-signature.ts';
import { reasons } from '../../explain/reasons.ts';
import { writeStdout } from '../output.ts';
import { oneOf } from '../parse-options.ts';
import { loadRules, type RuleOptions } from '../rule-options.ts';

/** Options of `phaseout explain` as commander gives them. */
export interface ExplainOptions extends RuleOptions {
  readonly report?: string;
  readonly format: string;
}

/**
 * `phaseout explain ID`: why a signature (`<product>/<signature>`), or a finding or note of a saved report
 * (`<product>@<host>`), says what it says, with its sources. Throws UsageError, with the nearest ids, for an unknown one.
 */
export async function explainCommand(args: readonly string[], options: ExplainOptions): Promise<number> {
  const format = oneOf('--format', options.format, ['text', 'json'] as const);
  const [id = ''] = args;
  const table = signatureTable(await loadRules(options));
  const report = options.report === undefined ? undefined : await readReport(options.report);
  const { text, data } = explained(id, table, report);
  await writeStdout(format === 'json' ? `${JSON.stringify(data, null, 2)}\n` : text);
  return 0;
}

async function readReport(file: string): Promise<ExplainableReport> {
  return (await import('../read-report.ts')).readReport(file);
}

function explained(
  id: string,
  table: ReadonlyMap<string, Owned>,
  report: ExplainableReport | undefined,
): { text: string; data: object } {
  const signature = table.get(id);
  if (signature) return { text: explainSignature(signature), data: signature };
  if (report === undefined) {
    if (id.includes('@')) {
      throw new UsageError('a finding is explained from the report that holds it', {
        hint: 'save one with phaseout scan --output report.json, then add --report report.json',
      });
    }
    throw unknownId(id, [...table.keys()]);
  }
  const findings = report.findings.filter((finding) => finding.id === id);
  const notes = report.notes.filter((note) => noteId(note) === id);
  if (findings.length + notes.length === 0) {
    throw unknownId(id, [
      ...report.findings.map((finding) => finding.id),
      ...report.notes.map(noteId),
      ...table.keys(),
    ]);
  }
  const evidence = [...findings, ...notes].flatMap((each) => each.evidence);
  const used = new Set(evidence.map((each) => each.signature));
  return {
    text: [
      ...findings.map((finding) => explainFinding(finding, report, table)),
      ...notes.map((note) => explainNote(note, report, table)),
    ].join('\n'),
    data: {
      findings: findings.map((finding) => ({ finding, reasons: reasons(finding, table) })),
      notes,
      signatures: [...used].flatMap((each) => table.get(each) ?? []),
    },
  };
}

function noteId({ product, host }: ExplainableReport['notes'][number]): string {
  return host === undefined ? product : `${product}@${host}`;
}
