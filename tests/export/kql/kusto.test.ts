import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { exportKql } from '../../../src/export/kql/export-kql.ts';
import { builtInPack } from '../../rule-pack/built-in-pack.ts';

/** What is used of Microsoft's language service, which is C# made JavaScript and lays itself into the global object. */
interface Kusto {
  readonly KustoCode: { ParseAndAnalyze(text: string, globals: unknown): { GetDiagnostics(): Diagnostics } };
  readonly GlobalState: { readonly Default: { WithDatabase(database: unknown): unknown } };
  readonly Symbols: {
    readonly TableSymbol: { readonly $ctor7: new (name: string, schema: string, about: null) => unknown };
    readonly FunctionSymbol: {
      readonly $ctor16: new (name: string, parameters: string, body: string, about: null) => unknown;
    };
    readonly DatabaseSymbol: { readonly ctor: new (name: string, members: unknown[]) => unknown };
  };
}
interface Diagnostics {
  readonly Count: number;
  getItem(index: number): { readonly Message: string; readonly Start: number };
}

const event = 'Timestamp: datetime, DeviceId: string, DeviceName: string, ActionType: string';
/** The columns that the queries use, as Microsoft documents them. */
const tables = {
  DeviceInfo: 'Timestamp: datetime, DeviceId: string, DeviceName: string',
  DeviceTvmSoftwareInventory:
    'DeviceId: string, DeviceName: string, OSPlatform: string, SoftwareVendor: string, SoftwareName: string, SoftwareVersion: string',
  DeviceTvmCertificateInfo:
    'DeviceId: string, Thumbprint: string, Path: string, IssuedTo: dynamic, IssuedBy: dynamic',
  DeviceTvmBrowserExtensions:
    'DeviceId: string, BrowserName: string, ExtensionId: string, ExtensionName: string, ExtensionVersion: string, ExtensionVendor: string',
  DeviceProcessEvents: `${event}, FileName: string, FolderPath: string, ProcessVersionInfoCompanyName: string, ProcessVersionInfoProductVersion: string`,
  DeviceRegistryEvents: `${event}, RegistryKey: string, RegistryValueName: string, RegistryValueData: string`,
  DeviceFileEvents: `${event}, FileName: string, FolderPath: string`,
  DeviceEvents: `${event}, FileName: string, FolderPath: string, SHA1: string`,
  DeviceFileCertificateInfo: 'Timestamp: datetime, DeviceId: string, SHA1: string, Signer: string',
  WindowsService: 'ServiceName: string, DisplayName: string, State: string, StartMode: string, Path: string',
  Process: 'ProcessName: string, Path: string',
  WindowsDriver: 'FriendlyName: string, ProviderName: string, DriverVersion: string, InfName: string',
  Certificate: 'CommonName: string, Issuer: string, StoreLocation: string, StoreName: string',
};
const functions = {
  WindowsRegistry: 'datatable(RegistryKey: string, ValueName: string)["", ""]',
  FileInfo: 'datatable(Path: string, FileVersion: string, ProductName: string)["", "", ""]',
};

function loadKusto(): Kusto {
  const require = createRequire(import.meta.url);
  require('@kusto/language-service-next/bridge.min.js');
  require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  const { Kusto } = globalThis as typeof globalThis & { Kusto: { Language: Kusto } };
  return Kusto.Language;
}

const { KustoCode, GlobalState, Symbols } = loadKusto();
const globals = GlobalState.Default.WithDatabase(
  new Symbols.DatabaseSymbol.ctor('hunting', [
    ...Object.entries(tables).map(
      ([name, columns]) => new Symbols.TableSymbol.$ctor7(name, `(${columns})`, null),
    ),
    ...Object.entries(functions).map(
      ([name, body]) => new Symbols.FunctionSymbol.$ctor16(name, '(path: string)', body, null),
    ),
  ]),
);

function faults(query: string): string[] {
  const found = KustoCode.ParseAndAnalyze(query, globals).GetDiagnostics();
  return Array.from({ length: found.Count }, (_none, index) => {
    const { Message, Start } = found.getItem(index);
    return `${Message} at ${query.slice(Start, Start + 40)}`;
  });
}

describe("Microsoft's Kusto language service", () => {
  it.each(['defender', 'intune'])(
    'understands every query for %s, with its columns and types',
    (dialect) => {
      const { files } = exportKql(builtInPack(), { version: '0.0.0', dialect });
      for (const { name, text } of files.filter(({ name }) => name.endsWith('.kql'))) {
        const queries = /^(?:registry-keys|files)/.test(name) ? text.trimEnd().split('\n') : [text];
        for (const query of queries) expect(faults(query), name).toEqual([]);
      }
    },
    120_000,
  );

  it.each([
    'DeviceProcessEvents | wher FileName =~ "x"',
    'DeviceProcessEvents | where FilName =~ "x"',
    'DeviceProcessEvents | where FileName =~ "x',
    'DeviceProcessEvents | project Nothing',
  ])('refuses %s', (query) => {
    expect(faults(query)).not.toEqual([]);
  });
});
