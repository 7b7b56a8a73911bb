import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RegTool } from '../../../../src/host/registry/live/reg-tool.ts';

/** A registry that answers like reg.exe: what it holds, who may read it, and what it was asked. */
export interface FakeReg {
  readonly tool: RegTool;
  /** Every call, as `export HKLM\…` or `query HKLM\…`. */
  readonly calls: string[];
  /** Folders that exports were written to. */
  readonly folders: Set<string>;
}

/** Body of an export: lines of values below each key, the key in its long form. `denied` keys fail and are left out of exports. */
export function fakeReg(
  keys: Readonly<Record<string, readonly string[]>>,
  denied: readonly string[] = [],
): FakeReg {
  const calls: string[] = [];
  const folders = new Set<string>();
  const long = (path: string): string =>
    path.replace(/^HKLM(?=\\|$)/i, 'HKEY_LOCAL_MACHINE').replace(/^HKU(?=\\|$)/i, 'HKEY_USERS');
  const isAt = (path: string, above: string): boolean =>
    path.toUpperCase() === above.toUpperCase() || path.toUpperCase().startsWith(`${above.toUpperCase()}\\`);
  const isDenied = (path: string): boolean => denied.some((each) => isAt(path, long(each)));
  const all = Object.keys(keys).map(long);

  const tool: RegTool = async (args) => {
    const [verb = '', path = '', file] = args;
    calls.push(`${verb} ${path}`);
    const key = long(path);
    const failed = { code: 1, stdout: Buffer.alloc(0) };
    if (isDenied(key) || !all.some((each) => isAt(each, key))) return failed;
    if (verb === 'query') {
      const depth = key.split('\\').length + 1;
      const names = new Set(
        all.filter((each) => isAt(each, key)).map((each) => each.split('\\').slice(0, depth).join('\\')),
      );
      names.delete(key);
      return { code: 0, stdout: Buffer.from(`\r\n${[...names].join('\r\n')}\r\n`, 'latin1') };
    }
    if (verb !== 'export' || file === undefined) throw new Error(`unexpected ${args.join(' ')}`);
    folders.add(dirname(file));
    const lines = all
      .filter((each) => isAt(each, key) && !isDenied(each))
      .flatMap((each) => [`[${each}]`, ...(keys[shortForm(each, keys)] ?? []), '']);
    const header = ['Windows Registry Editor Version 5.00', ''];
    if (!all.includes(key)) header.push(`[${key}]`, '');
    writeFileSync(file, `\ufeff${[...header, ...lines].join('\r\n')}\r\n`, 'utf16le');
    return { code: 0, stdout: Buffer.from('The operation completed successfully.\r\n') };
  };
  return { tool, calls, folders };
}

function shortForm(path: string, keys: Readonly<Record<string, unknown>>): string {
  const short = path.replace('HKEY_LOCAL_MACHINE', 'HKLM').replace('HKEY_USERS', 'HKU');
  return short in keys ? short : path;
}
