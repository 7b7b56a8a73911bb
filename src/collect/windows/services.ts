import type { RegistryKey } from '../../host/registry/registry.ts';
import type { RunningState } from '../../host/running-state.ts';
import type { Item } from '../../model/item.ts';
import { inOtherFolder } from '../../model/windows-folders.ts';
import { type WindowsPathContext, windowsPath } from '../../model/windows-path.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { LongPaths } from '../long-path.ts';
import { MakerReader } from '../maker-facts.ts';
import { type FoundPath, plainPath, programPath } from '../parse/program-path.ts';
import { type ServiceType, serviceType, startTypes } from '../parse/service-type.ts';
import { isAbsent } from '../presence.ts';
import { openKey, type RegistryValues, registryOf, subkeysOf, valuesOf } from '../registry-reading.ts';
import { windowsView } from '../windows-view.ts';

const servicesKey = 'HKLM\\SYSTEM\\CurrentControlSet\\Services';
/** Distinct program and driver files whose maker is read; a workstation has some 400. */
const maxFiles = 1000;
const batchSize = 32;

/**
 * Services and drivers of the current control set, with the file behind each and who claims to have made it, so that a
 * renamed driver is recognised. On a running Windows the state is what the system says; else it is what happens at start.
 * Source: windows-driver-docs, "HKLM\SYSTEM\CurrentControlSet\Services registry tree"; osquery services.cpp.
 */
export const services: Collector = {
  id: 'services',
  platforms: ['windows'],
  kinds: ['service', 'driver'],
  reads:
    'services and drivers with start type and file; of files outside System32 and of every driver the version text and the claimed signer; on a running Windows what runs, as sc.exe of the system lists it',
  rights: 'elevated (administrator), for protected service keys and files',
  couldHide: 'active',
  wants: [servicesKey, 'C:/Windows/System32/drivers/**', 'C:/Program Files/**', 'C:/Program Files (x86)/**'],
  async *collect(ctx) {
    registryOf(ctx);
    const list = await openKey(ctx, servicesKey);
    if (list === undefined)
      ctx.gap('missing-source', servicesKey, 'the list of services and drivers is not there');
    const keys = await subkeysOf(ctx, list);
    // Of an image without Windows' own files nobody can say that a program is missing.
    const running = await runningServices(ctx);
    const view = await windowsView(ctx);
    const { path: windows = 'C:/Windows' } = windowsPath('%SystemRoot%', view);
    const hasFiles = !(await isAbsent(ctx, `${windows}/System32/drivers`));
    const place: Place = { view, windows, hasFiles, longPaths: new LongPaths(ctx) };
    const makers = new MakerReader(ctx, maxFiles);
    for (let from = 0; from < keys.length; from += batchSize) {
      const batch = keys.slice(from, from + batchSize);
      for (const item of await Promise.all(batch.map((key) => serviceItem(ctx, key, place, makers)))) {
        if (item !== undefined) yield withState(item, running);
      }
    }
  },
};

/** The folders of this Windows, and whether its own files are there. */
interface Place {
  readonly view: WindowsPathContext;
  /** `C:/Windows` */
  readonly windows: string;
  readonly hasFiles: boolean;
  readonly longPaths: LongPaths;
}

/** What the running system says about each service and driver; nothing offline. */
async function runningServices(ctx: CollectContext): Promise<RunningState['services']> {
  const state = await ctx.host.runningState?.();
  for (const { reason, source, message, couldHide } of state?.serviceGaps ?? []) {
    ctx.gap(reason, source, message, couldHide);
  }
  return state?.services ?? new Map();
}

/** The item with what it does now in place of what it does at start; a driver that rests keeps the latter. */
function withState(item: Item, running: RunningState['services']): Item {
  const state = running.get(item.name.toLowerCase());
  if (state === undefined) return item;
  if (item.kind === 'driver') return state === 'running' ? { ...item, state: 'loaded' } : item;
  return { ...item, state };
}

/** The item of one key; none where the key is no service, such as one that only holds counters or events. */
async function serviceItem(
  ctx: CollectContext,
  key: RegistryKey,
  place: Place,
  makers: MakerReader,
): Promise<Item | undefined> {
  const values = await valuesOf(ctx, key);
  const bits = values.number('Type');
  if (bits === undefined) {
    if (values.has('Type')) ctx.gap('malformed-row', key.path, 'the type of the service is no number');
    return undefined;
  }
  const type = serviceType(bits);
  if (type === undefined) {
    ctx.gap('malformed-row', key.path, `unknown type of service: ${bits}`, 'residue');
    return undefined;
  }
  const { windows, hasFiles } = place;
  const { shown: path, file, host } = await longProgramOf(ctx, key, values, type, place);
  const isMissing = file !== undefined && hasFiles && (await isAbsent(ctx, file));
  const maker =
    file === undefined || isMissing || !isWorthReading(type, file, windows)
      ? undefined
      : await makers.read(file);
  const displayName = values.text('DisplayName');
  const group = values.text('Group');
  const start = startTypes[values.number('Start') ?? -1];
  return {
    kind: type.kind,
    collector: 'services',
    name: key.name,
    ...(displayName && { displayName }),
    ...(maker?.version && { version: maker.version }),
    ...(maker?.publisher && { publisher: maker.publisher }),
    ...(maker?.signer && { signer: maker.signer }),
    ...(path && { path }),
    ...(start && { state: start === 'disabled' ? 'disabled' : start === 'manual' ? 'static' : 'enabled' }),
    origin: key.path,
    platform: 'windows',
    attributes: {
      ...(start && { start }),
      ...(values.number('DelayedAutostart') === 1 && { delayed: true }),
      ...(group && { group }),
      ...(group?.toLowerCase() === 'early-launch' && { elam: true }),
      ...(type.perUser && { perUser: type.perUser }),
      ...(host && { host }),
      ...(isMissing && { programMissing: true }),
      ...(values.number('DeleteFlag') === 1 && { deletedAtRestart: true }),
      ...maker?.attributes,
    },
  };
}

/** As {@link programOf}, with the long names of the disk; of a short one that is not found nobody can say it is missing. */
async function longProgramOf(
  ctx: CollectContext,
  key: RegistryKey,
  values: RegistryValues,
  type: ServiceType,
  { view, longPaths }: Place,
): Promise<FoundPath & { readonly host?: string }> {
  const program = await programOf(ctx, key, values, type, view);
  if (program.file === undefined) return program;
  const { path, isWhole } = await longPaths.find(program.file);
  // A running system finds short names by itself.
  const file = isWhole || ctx.host.live ? path : undefined;
  return { ...program, shown: path.replaceAll('/', '\\'), file };
}

/** The file that is loaded or run; for a library in a host process the library, with the process as `host`. */
async function programOf(
  ctx: CollectContext,
  key: RegistryKey,
  values: RegistryValues,
  type: ServiceType,
  view: WindowsPathContext,
): Promise<FoundPath & { readonly host?: string }> {
  const { live } = ctx.host;
  const image = values.text('ImagePath');
  if (type.kind === 'driver') {
    // A driver without a path is looked for under its own name.
    return programPath(image ?? `System32\\drivers\\${key.name}.sys`, live, view);
  }
  const program = programPath(image ?? '', live, view);
  if (!/\\(?:svchost|lsass|dllhost)\.exe$/i.test(program.shown ?? '')) return program;
  const parameters = await openKey(ctx, `${key.path}\\Parameters`);
  const library = (await valuesOf(ctx, parameters)).text('ServiceDll') ?? values.text('ServiceDll');
  if (library === undefined) return program;
  return { ...plainPath(library, live, view), ...(program.shown !== undefined && { host: program.shown }) };
}

/** Windows' own services lie in System32 itself and are not worth the reading; drivers always are. */
function isWorthReading(type: ServiceType, file: string, windows: string): boolean {
  const inWindows = inOtherFolder(file, windows, '');
  return type.kind === 'driver' || !/^\/(?:System32|SysWOW64)\/[^/]+$/i.test(inWindows ?? '');
}
