import { HostError } from '../../host/host.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { windowsText } from '../parse/windows-text.ts';
import { listDirectory, orGap } from '../reading.ts';

const disk = 'C:/';
const hive = 'Windows/System32/config/SOFTWARE';
const reAgent = 'C:/Windows/System32/Recovery/ReAgent.xml';
const recoveryImages = ['C:/Recovery/WindowsRE/Winre.wim', 'C:/Windows/System32/Recovery/Winre.wim'];
const maxReAgentBytes = 64 * 1024;

/**
 * Other installations on the same disk: what an upgrade left (`Windows.old`, `Windows.old.000` …), any other folder that
 * holds a Windows, and the recovery environment. None is part of this installation or mixed with it: each is named, with
 * how to scan it by itself, and leaves the scan complete.
 * Source: learn.microsoft.com, "Windows.old folder"; OSD (powershellgallery.com) Get-ReAgentXml for the recovery
 * environment.
 */
export const otherWindows: Collector = {
  id: 'other-windows',
  platforms: ['windows'],
  kinds: ['marker'],
  reads:
    'whether another installation (Windows.old, the recovery environment) lies on the disk; it is named, with how to scan it, and not searched',
  rights: 'none',
  couldHide: 'residue',
  wants: [`${disk}*/${hive}`, reAgent, ...recoveryImages],
  async *collect(ctx) {
    for (const { name, type } of await listDirectory(ctx, disk)) {
      if (type !== 'directory') continue;
      const folder = `${disk}${name}`;
      if (!(await holdsWindows(ctx, folder, /^windows\.old(?:\.\d{3})?$/i.test(name)))) continue;
      yield marker(name, folder, 'installation');
      ctx.apart(`${name}, another Windows: ${howToScan(ctx, name)}`);
    }
    yield* recoveryEnvironment(ctx);
  },
};

/** What cannot be looked into is a gap only where its name says that a Windows is there. */
async function holdsWindows(ctx: CollectContext, folder: string, isNamedSo: boolean): Promise<boolean> {
  const look = () => ctx.host.files.lstat(`${folder}/${hive}`);
  if (isNamedSo) return (await orGap(ctx, undefined, look)) !== undefined;
  try {
    return (await look()) !== undefined;
  } catch (error) {
    // Closed folders (System Volume Information) are on every disk, and are no installation.
    if (error instanceof HostError && error.reason !== 'timeout') return false;
    throw error;
  }
}

/** Where it lies on a partition of its own, only its description is here. */
async function* recoveryEnvironment(ctx: CollectContext): AsyncGenerator<Item> {
  const images: string[] = [];
  for (const image of recoveryImages) {
    if ((await orGap(ctx, undefined, () => ctx.host.files.lstat(image))) !== undefined) images.push(image);
  }
  for (const image of images) {
    yield marker('Winre.wim', image, 'recovery');
    ctx.apart(
      `recovery environment (${image.replaceAll('/', '\\')}): mount the image, then phaseout scan --root`,
    );
  }
  if (images.length > 0) return;
  const bytes = await orGap(ctx, undefined, () =>
    ctx.host.files.read(reAgent, { maxBytes: maxReAgentBytes }),
  );
  if (bytes === undefined) return;
  const text = windowsText(bytes);
  const isHere = /<WindowsRE[\s>]/.test(text) && /<WinreLocation\s[^<>]{0,500}path="[^"<>]+"/.test(text);
  if (!isHere) return;
  yield marker('ReAgent.xml', reAgent, 'recovery');
  ctx.apart('recovery environment on another partition: mount its Winre.wim, then phaseout scan --root');
}

function howToScan(ctx: CollectContext, name: string): string {
  return ctx.host.live
    ? `phaseout scan --root "${disk.replace('/', '\\')}${name}"`
    : `phaseout scan --root <this root>/${name}`;
}

function marker(name: string, origin: string, type: string): Item {
  return {
    kind: 'marker',
    collector: 'other-windows',
    name,
    origin,
    platform: 'windows',
    attributes: { type },
  };
}
