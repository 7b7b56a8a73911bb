import type { RulePack } from '../../model/rule-pack.ts';
import type { TextTest } from '../../model/signature.ts';
import type { NotExpressed } from '../exported.ts';
import { listed } from '../listed.ts';
import { type ProductSignature, productSignatures } from '../product-signatures.ts';
import { unaskedCondition } from './entry.ts';
import { kqlSingleString } from './literal.ts';
import { needsAnother } from './other-items.ts';

/** Queries of one key or file each: the entities take one path and document no wildcard. */
export interface PathQueries {
  readonly registry: readonly string[];
  readonly files: readonly string[];
  /** Signatures of which a path is asked for. */
  readonly signatures: readonly string[];
  readonly notExpressed: readonly NotExpressed[];
}

/**
 * `WindowsRegistry('…')` and `FileInfo('…')` for the whole paths of markers, each once. A key or folder that is there but
 * empty answers with no row. Conditions on other items are not asked.
 */
export function pathQueries(pack: RulePack, maxLength: number): PathQueries {
  const registry = new Set<string>();
  const files = new Set<string>();
  const signatures: string[] = [];
  const notExpressed: NotExpressed[] = [];
  for (const each of productSignatures(pack)) {
    if (!isMarker(each)) continue;
    const { queries, reasons } = queriesOf(each, maxLength);
    for (const query of queries) (query.startsWith('WindowsRegistry') ? registry : files).add(query);
    if (queries.length > 0) signatures.push(each.id);
    for (const why of reasons)
      notExpressed.push({ signature: each.id, why: queries.length > 0 ? `in part: ${why}` : why });
    if (queries.length > 0 && each.signature.unless !== undefined)
      notExpressed.push({ signature: each.id, why: unaskedCondition });
  }
  return { registry: [...registry].sort(), files: [...files].sort(), signatures, notExpressed };
}

/** Whether it is one that makes a finding of a marker of Windows. */
function isMarker({ signature, platforms }: ProductSignature): boolean {
  return (
    platforms.includes('windows') &&
    (signature.proves === 'installed' || signature.proves === 'presence') &&
    listed(signature.kind).includes('marker')
  );
}

/** The queries for the paths of a signature, and why others cannot be asked for. */
function queriesOf(
  { signature }: ProductSignature,
  maxLength: number,
): { queries: string[]; reasons: Set<string> } {
  const { path, ...others } = signature.when;
  const whole = path === undefined ? undefined : wholePaths(path);
  if (path === undefined || Object.keys(others).length > 0)
    return { queries: [], reasons: new Set(['device query knows a key or file by its path alone']) };
  if (whole === undefined)
    return { queries: [], reasons: new Set(['device query takes a whole path, not a part of one']) };
  const queries: string[] = [];
  const reasons = new Set<string>();
  for (const one of whole) {
    const query = queryOf(one);
    if (!('query' in query)) reasons.add(query.why);
    else if (query.query.length > maxLength) reasons.add(`its query is longer than ${maxLength} characters`);
    else queries.push(query.query);
  }
  if (queries.length > 0 && (signature.beside !== undefined || signature.confidence === 'weak'))
    return { queries: [], reasons: new Set([needsAnother]) };
  return { queries, reasons };
}

/** The paths (or globs) that a test lists; undefined where it looks at a part of the path. */
function wholePaths(test: TextTest): readonly string[] | undefined {
  if (typeof test === 'string') return [test];
  if (typeof test === 'boolean') return undefined;
  const paths = test.equals ?? test.oneOf ?? test.glob;
  return paths === undefined ? undefined : listed(paths);
}

function queryOf(path: string): { query: string } | { why: string } {
  if (/[*?]/.test(path)) return { why: 'device query takes no wildcard in the path of a key or folder' };
  if (path.startsWith('HKLM\\')) {
    const key = `HKEY_LOCAL_MACHINE${path.slice('HKLM'.length)}`;
    return {
      query: `WindowsRegistry(${kqlSingleString(key)}) | project RegistryKey, ValueName | take 5`,
    };
  }
  if (/^[A-Za-z]:\\/.test(path))
    return { query: `FileInfo(${kqlSingleString(path)}) | project Path, FileVersion, ProductName | take 5` };
  return {
    why: 'its path begins neither with HKLM nor with a drive: other hives, shares and variables are not asked for',
  };
}
