import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { RegistryKey, RegistryValue } from '../../../src/host/registry/registry.ts';
import { object } from './dotnet.ts';
import type { PsMachine } from './interpreter.ts';
import { PsError, type PsObject, text, type Value } from './values.ts';

/** A key with everything below it. */
export interface KeyTree {
  readonly name: string;
  readonly values: readonly RegistryValue[];
  readonly subkeys: ReadonlyMap<string, KeyTree>;
  /** True where opening it is denied. */
  readonly isDenied?: boolean;
}

/** What a script finds on a Windows that the tests made. */
export interface WindowsParts {
  /** `HKLM` and `HKU`. */
  readonly hives: Readonly<Record<'HKLM' | 'HKU', KeyTree>>;
  /** The folder that is `C:\`; none: only `files` exist. */
  readonly driveC?: string;
  /** Files that exist, with backslashes; their folders exist, too. */
  readonly files?: readonly string[];
  readonly running?: readonly string[];
  readonly processes?: readonly { readonly name: string; readonly path?: string }[];
  /** Bits of the process on a 64-bit Windows; 64 by default. */
  readonly bits?: 32 | 64;
  /** .NET before 4 has no `OpenBaseKey`. */
  readonly isOldDotNet?: boolean;
  readonly languageMode?: string;
  /** Who made a file, by its path in lower case. */
  readonly makers?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
}

/** Reads a key and all that is below it. */
export async function keyTree(key: RegistryKey | undefined, name = key?.name ?? ''): Promise<KeyTree> {
  if (key === undefined) return { name, values: [], subkeys: new Map() };
  const subkeys = new Map<string, KeyTree>();
  for (const below of await key.subkeys()) subkeys.set(below.name.toLowerCase(), await keyTree(below));
  return { name, values: await key.values(), subkeys };
}

/** The machine as a script of PowerShell sees it. Nothing of the tester's own machine is shown. */
export function windowsMachine(parts: WindowsParts): PsMachine {
  const { bits = 64, isOldDotNet = false, languageMode = 'FullLanguage' } = parts;
  const environment: Record<string, string> = {
    windir: 'C:\\windows',
    SystemDrive: 'C:',
    ProgramFiles: bits === 64 ? 'C:\\Program Files' : 'C:\\Program Files (x86)',
    ProgramW6432: 'C:\\Program Files',
    'ProgramFiles(x86)': 'C:\\Program Files (x86)',
    ProgramData: 'C:\\ProgramData',
    ...(bits === 32 && { PROCESSOR_ARCHITEW6432: 'AMD64' }),
    ...parts.variables,
  };
  const hive = (name: string): PsObject => keyObject(parts.hives[/^users$/i.test(name) ? 'HKU' : 'HKLM']);
  const statics: Record<string, (args: readonly Value[]) => Value> = {
    'IntPtr::Size': () => bits / 8,
    'Microsoft.Win32.RegistryKey::OpenBaseKey': ([name = null, view = null]) => {
      if (text(view) !== 'Registry64') throw new Error(`the script opened ${text(view)} of a 64-bit Windows`);
      return hive(text(name));
    },
    'Microsoft.Win32.Registry::LocalMachine': () => hive('LocalMachine'),
    'Microsoft.Win32.Registry::Users': () => hive('Users'),
    'Microsoft.Win32.RegistryValueOptions::DoNotExpandEnvironmentNames': () => 'DoNotExpandEnvironmentNames',
    'System.IO.File::Exists': ([path = null]) => kindOf(parts, text(path)) === 'file',
    'System.IO.Directory::Exists': ([path = null]) => kindOf(parts, text(path)) === 'folder',
    'System.IO.Directory::GetFileSystemEntries': ([path = null]) => {
      const folder = realPath(parts, text(path));
      const names = folder === undefined ? namesBelow(parts, text(path)) : readdirSync(folder);
      return names.map((name) => `${text(path)}${name}`);
    },
    'Environment::GetEnvironmentVariable': ([name = null]) => environment[text(name)] ?? null,
    'System.Diagnostics.FileVersionInfo::GetVersionInfo': ([path = null]) =>
      object('FileVersionInfo', {}, { CompanyName: () => parts.makers?.[text(path).toLowerCase()] ?? null }),
    'System.Security.Cryptography.X509Certificates.X509Certificate::CreateFromSignedFile': () => {
      throw new PsError('the file is not signed');
    },
  };
  if (isOldDotNet) delete statics['Microsoft.Win32.RegistryKey::OpenBaseKey'];
  return {
    environment,
    variables: {
      ExecutionContext: object(
        'EngineIntrinsics',
        {},
        {
          SessionState: () => object('SessionState', {}, { LanguageMode: () => languageMode }),
        },
      ),
      MyInvocation: object(
        'InvocationInfo',
        {},
        { MyCommand: () => object('CommandInfo', {}, { Path: () => null }) },
      ),
      PSVersionTable: object('Hashtable', {}, { PSVersion: () => object('Version', {}, { Major: () => 5 }) }),
    },
    statics(type, name, args) {
      const found = statics[`${type}::${name}`];
      return found === undefined
        ? undefined
        : args === undefined && name === 'OpenBaseKey'
          ? true
          : found(args ?? []);
    },
    create: (type, [value = null]) => (/X509Certificate2$/.test(type) ? certificate(value) : undefined),
    command(name) {
      if (/^get-service$/i.test(name))
        return (parts.running ?? []).map((service) => described({ Name: service, Status: 'Running' }));
      if (/^get-process$/i.test(name)) {
        return (parts.processes ?? []).map(({ name: program, path }) =>
          described({ ProcessName: program.replace(/\.exe$/i, ''), Path: path ?? null }),
        );
      }
      return /^get-command$/i.test(name) ? [] : undefined;
    },
  };
}

function described(properties: Readonly<Record<string, Value>>): PsObject {
  return object(
    'object',
    {},
    Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, () => value])),
  );
}

/** The common name in the subject of a certificate: the last of its texts that follow the object identifier 2.5.4.3. */
function certificate(value: Value): PsObject {
  const bytes = Buffer.from(value as Uint8Array);
  const at = bytes.lastIndexOf(Buffer.from([0x06, 0x03, 0x55, 0x04, 0x03]));
  if (at < 0) throw new PsError('no certificate');
  const length = bytes[at + 6] ?? 0;
  const name = bytes.subarray(at + 7, at + 7 + length).toString('utf8');
  return object('X509Certificate2', { GetNameInfo: () => name });
}

function keyObject(tree: KeyTree): PsObject {
  return object('Microsoft.Win32.RegistryKey', {
    OpenSubKey: ([path = null]) => {
      let found: KeyTree | undefined = tree;
      for (const name of text(path).split('\\').filter(Boolean)) {
        found = found?.subkeys.get(name.toLowerCase());
        if (found?.isDenied) throw new PsError('Requested registry access is not allowed.');
      }
      return found === undefined ? null : keyObject(found);
    },
    GetSubKeyNames: () => [...tree.subkeys.values()].map(({ name }) => name),
    GetValue: ([name = null]) => {
      const value = tree.values.find((each) => each.name.toLowerCase() === text(name).toLowerCase());
      return value === undefined ? null : dataOf(value);
    },
    Close: () => null,
  });
}

function dataOf({ data }: RegistryValue): Value {
  if (Buffer.isBuffer(data)) return new Uint8Array(data);
  // .NET gives a signed number for a DWORD.
  if (typeof data === 'number') return data | 0;
  return typeof data === 'bigint' ? Number(data) : typeof data === 'string' ? data : [...data];
}

/** The real place of a path of drive C, in any case; a 32-bit process sees no System32, and Sysnative in its place. */
function realPath({ driveC, bits = 64 }: WindowsParts, path: string): string | undefined {
  if (driveC === undefined || !/^c:\\/i.test(path)) return undefined;
  let place = driveC;
  const shown =
    bits === 32
      ? path.replace(/^(c:\\windows\\)system32/i, '$1syswow64').replace(/\\sysnative/i, '\\system32')
      : path;
  for (const name of shown.slice(3).split('\\').filter(Boolean)) {
    if (!existsSync(place) || !statSync(place).isDirectory()) return undefined;
    const found = readdirSync(place).find((each) => each.toLowerCase() === name.toLowerCase());
    if (found === undefined) return undefined;
    place = join(place, found);
  }
  return existsSync(place) ? place : undefined;
}

function namesBelow({ files = [] }: WindowsParts, folder: string): string[] {
  const below = files.filter((file) => file.toLowerCase().startsWith(folder.toLowerCase()));
  return [...new Set(below.map((file) => file.slice(folder.length).split('\\')[0] ?? ''))];
}

function kindOf(parts: WindowsParts, path: string): 'file' | 'folder' | undefined {
  const folded = path.toLowerCase().replace(/\\+$/, '');
  const files = (parts.files ?? []).map((file) => file.toLowerCase());
  if (files.some((file) => file.startsWith(`${folded}\\`))) return 'folder';
  if (files.includes(folded)) return 'file';
  const real = realPath(parts, path);
  return real === undefined ? undefined : statSync(real).isDirectory() ? 'folder' : 'file';
}
