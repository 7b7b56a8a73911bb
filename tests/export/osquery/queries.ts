import { parseAllDocuments } from 'yaml';
import type { Exported } from '../../../src/export/exported.ts';

/** The queries of the exported osquery pack, by name. */
export function packQueries({ files }: Exported): Record<string, string> {
  const text = files.find(({ name }) => name.endsWith('.json'))?.text ?? '{}';
  const pack = JSON.parse(text) as { queries: Record<string, { query: string }> };
  return Object.fromEntries(Object.entries(pack.queries).map(([name, { query }]) => [name, query]));
}

/** The queries of the exported policies of Fleet, by platform. */
export function policyQueries({ files }: Exported): Record<string, string> {
  const text = files.find(({ name }) => name.endsWith('.yml'))?.text ?? '';
  return Object.fromEntries(
    parseAllDocuments(text).map((document) => {
      const { spec } = document.toJS() as { spec: { platform: string; query: string } };
      return [spec.platform, spec.query];
    }),
  );
}
