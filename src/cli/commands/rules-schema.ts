import { ExitCode } from '../../errors.ts';
import { writeStdout } from '../output.ts';

/** `phaseout rules schema`: the JSON Schema of rule files, for editors. */
export async function rulesSchemaCommand(): Promise<number> {
  const { jsonSchemas } = await import('../../rules/json-schemas.ts');
  await writeStdout(jsonSchemas()['rule-document.schema.json'] ?? '');
  return ExitCode.clean;
}
