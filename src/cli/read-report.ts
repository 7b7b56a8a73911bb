import { TargetError } from '../errors.ts';
import type { ExplainableReport } from '../explain/explain-finding.ts';
import { Report } from '../model/report.ts';
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

/** Reads a saved report (`--format json`); `-` is standard input. Throws TargetError where it is none. */
export async function readReport(file: string): Promise<ExplainableReport> {
  const bytes =
    file === '-' ? await readStdin() : await readSmallFile(file, { what: 'the report', maxBytes });
  if (bytes === undefined) throw new TargetError(`no report at ${visible(file)}`, { hint });
  let data: unknown;
  try {
    data = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new TargetError(`${visible(file)} is no JSON`, { hint, cause: error });
  }
  const result = Explainable.safeParse(data);
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
