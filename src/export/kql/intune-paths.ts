import type { RulePack } from '../../model/rule-pack.ts';
import type { TextTest } from '../../model/signature.ts';
import type { NotExpressed } from '../exported.ts';
import { kqlSingleString } from './literal.ts';

/** Queries of one key or file each: the entities take one path and document no wildcard. */
export interface PathQueries {
  readonly registry: readonly string[];
  readonly files: readonly string[];
  /** Signatures of which a path is asked for. */
  readonly signatures: readonly string[];
  readonly notExpressed: readonly NotExpressed[];
}

const wildcard = 'in part: device query takes no wildcard in the path of a key or folder';

/**
 * `WindowsRegistry('…')` and `FileInfo('…')` for the whole paths of markers, each once. A key or folder that is there but
 * empty answers with no row. Conditions on other items are not asked.
 */
export function pathQueries(pack: RulePack, maxLength: number): PathQueries {
  const registry = new Set<string>();
  const files = new Set<string>();
  const signatures = new Set<string>();
  const notExpressed: NotExpressed[] = [];
  for (const product of pack.products) {
    for (const signature of product.signatures) {
      if (!(signature.platforms ?? product.platforms).includes('windows')) continue;
      if (signature.proves !== 'installed' && signature.proves !== 'presence') continue;
      const { path, ...others } = signature.when;
      const kinds = typeof signature.kind === 'string' ? [signature.kind] : signature.kind;
      if (!kinds.includes('marker')) continue;
      const id = `${product.product}/${signature.id}`;
      const tell = (why: string): void => void notExpressed.push({ signature: id, why });
      if (path === undefined || Object.keys(others).length > 0) {
        tell('device query knows a key or file by its path alone');
        continue;
      }
      const paths = wholePaths(path);
      if (paths.plain.length === 0) {
        tell('device query takes no wildcard in the path of a key or folder');
        continue;
      }
      if (signature.beside !== undefined || signature.confidence === 'weak') {
        tell('it needs another item of the host, which is not to be seen');
        continue;
      }
      if (paths.hasOthers) tell(wildcard);
      if (signature.unless !== undefined)
        tell('in part: a condition on another item of the host is not looked at');
      for (const one of paths.plain) {
        const query = queryOf(one);
        if (query === undefined || query.length > maxLength) {
          tell(wildcard);
          continue;
        }
        signatures.add(id);
        (one.startsWith('HK') ? registry : files).add(query);
      }
    }
  }
  return {
    registry: [...registry].sort(),
    files: [...files].sort(),
    signatures: [...signatures],
    notExpressed,
  };
}

function wholePaths(test: TextTest): { plain: string[]; hasOthers: boolean } {
  const listed =
    typeof test === 'string'
      ? test
      : typeof test === 'boolean'
        ? []
        : (test.equals ?? test.oneOf ?? test.glob ?? []);
  const all = typeof listed === 'string' ? [listed] : [...listed];
  const plain = all.filter((path) => !/[*?]/.test(path) && /^(?:HKLM\\|[A-Za-z]:\\)/.test(path));
  return { plain, hasOthers: plain.length < all.length };
}

function queryOf(path: string): string | undefined {
  if (path.startsWith('HKLM\\')) {
    const key = `HKEY_LOCAL_MACHINE${path.slice('HKLM'.length)}`;
    return `WindowsRegistry(${kqlSingleString(key)}) | project RegistryKey, ValueName | take 5`;
  }
  return `FileInfo(${kqlSingleString(path)}) | project Path, FileVersion, ProductName | take 5`;
}
