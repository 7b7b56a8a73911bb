import { type output, type ZodType, z } from 'zod';
import { TargetError } from '../errors.ts';
import type { ExplainableReport } from '../explain/explain-finding.ts';
import { Finding, Note, Readiness, Recommendation } from '../model/finding.ts';
import { DatabaseAge, Encryption } from '../model/host-state.ts';
import { Report } from '../model/report.ts';
import type { SavedReport } from '../model/saved-report.ts';
import { visible } from '../model/visible.ts';
import { readSmallFile } from './read-small-file.ts';

const maxBytes = 128 * 1024 * 1024;

const Explainable = Report.pick({
  schema: true,
  asOf: true,
  rulePacks: true,
  findings: true,
  notes: true,
});

/** What earlier versions did not say of a host, in the words that promise least. */
const unsaid = {
  readiness: {
    answer: 'unknown',
    text: 'The saved report does not say what protects this host.',
    confidence: 'probable',
    evidence: [],
  },
  encryption: {
    state: 'component-installed',
    text: 'The saved report does not say whether anything is encrypted.',
    evidence: [],
  },
} as const;

/** What is worked out anew may be missing or of another form: reports of earlier versions have less of it. */
const Saved = Report.omit({ summary: true, disclaimer: true }).extend({
  summary: Report.shape.summary.pick({ items: true }),
  findings: z.array(
    Finding.extend({
      recommendation: Recommendation.extend({
        stops: Recommendation.shape.stops.default([]),
        verify: Recommendation.shape.verify.default([]),
      }).optional(),
    }),
  ),
  readiness: Readiness.default({ ...unsaid.readiness, evidence: [] }),
  encryption: Encryption.default({ ...unsaid.encryption, evidence: [] }),
  databases: z.array(DatabaseAge).default([]),
  notes: z.array(Note).default([]),
});

/** Reads what of a saved report is needed to explain it; `-` is standard input. Throws TargetError where it is none. */
export async function readReport(file: string): Promise<ExplainableReport> {
  return read(file, Explainable);
}

/** Reads a saved report (`--format json`) to judge it again; `-` is standard input. Throws TargetError where it is none. */
export async function readSavedReport(file: string): Promise<SavedReport> {
  return read(file, Saved);
}

async function read<Shape extends ZodType>(file: string, shape: Shape): Promise<output<Shape>> {
  const bytes =
    file === '-' ? await readStdin() : await readSmallFile(file, { what: 'the report', maxBytes });
  if (bytes === undefined) throw new TargetError(`no report at ${visible(file)}`, { hint });
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new TargetError(`${visible(file)} is no JSON`, { hint, cause: error });
  }
  const result = shape.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue === undefined ? '' : ` (${issue.path.map(String).join('.')}: ${issue.message})`;
  throw new TargetError(`${visible(file)} is no report that this version can read${visible(place)}`, {
    hint,
  });
}

const hint = 'phaseout scan --format json writes a report';

async function readStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) throw new TargetError(`the report is larger than ${maxBytes} bytes`);
  }
  return Buffer.concat(chunks);
}
