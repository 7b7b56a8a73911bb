import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { openKey, registryOf, subkeysOf, valuesOf } from '../registry-reading.ts';

const collector = 'software-assignments';
const policyKeys = [
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\AppMgmt',
  'HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Group Policy\\AppMgmt',
];
const managedKey = 'HKLM\\SOFTWARE\\Microsoft\\EnterpriseDesktopAppManagement';
const intuneKey = 'HKLM\\SOFTWARE\\Microsoft\\IntuneManagementExtension\\Win32Apps';
/** AppState of an assignment that has ended: the product was let go (0x20) or uninstalled (0x40). */
const ended = 0x60;
const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?/i;

/**
 * Software that a management orders this machine to have: packages assigned by group policy, packages (MSI) sent through
 * mobile device management, and Win32 applications of Intune, of which the machine knows only the id. Each is a marker
 * with `staged`, because it is installed again after its removal as long as the order stands; it never says that
 * something is installed. Not asked: what is assigned to a user.
 * Source: for group policy the value names that the application management client reads, as published listings of
 * appmgmts.dll show them; MicrosoftDocs EnterpriseDesktopAppManagement CSP and public listings of its key; public scripts
 * for the key of the Intune Management Extension.
 */
export const softwareAssignments: Collector = {
  id: collector,
  platforms: ['windows'],
  kinds: ['marker'],
  reads: 'software that group policy, mobile device management or Intune assigns to the machine',
  rights: 'none',
  couldHide: 'residue',
  wants: [...policyKeys, managedKey, intuneKey],
  async *collect(ctx) {
    registryOf(ctx);
    for (const key of policyKeys) yield* policyAssignments(ctx, key);
    yield* managedPackages(ctx);
    yield* intuneApplications(ctx);
  },
};

async function* policyAssignments(ctx: CollectContext, path: string): AsyncGenerator<Item> {
  for (const key of await subkeysOf(ctx, await openKey(ctx, path))) {
    const values = await valuesOf(ctx, key);
    const name = values.text('Deployment Name');
    if (name === undefined) continue;
    const state = values.number('AppState') ?? 0;
    yield assignment(name, key.path, 'group-policy', {
      productCode: values.text('Product ID'),
      policy: values.text('GPO Name'),
      isOver: (state & ended) !== 0,
    });
  }
}

/** `<SID or S-0-0-…>\MSI\{product code}`; the address may carry a key, so only the file's name is taken. */
async function* managedPackages(ctx: CollectContext): AsyncGenerator<Item> {
  for (const whose of await subkeysOf(ctx, await openKey(ctx, managedKey))) {
    for (const key of await subkeysOf(ctx, await openKey(ctx, `${whose.path}\\MSI`))) {
      const values = await valuesOf(ctx, key);
      const productCode = values.text('ProductCode') ?? (guid.test(key.name) ? key.name : undefined);
      const file = fileOf(values.text('CurrentDownloadUrl'));
      const name = file ?? productCode;
      if (name === undefined) continue;
      yield assignment(name, key.path, 'device-management', {
        productCode,
        version: values.text('ProductVersion'),
      });
    }
  }
}

/** `<user id>\<application id>_<revision>`; an application that is assigned anew has several revisions. */
async function* intuneApplications(ctx: CollectContext): AsyncGenerator<Item> {
  for (const user of await subkeysOf(ctx, await openKey(ctx, intuneKey))) {
    if (!guid.test(user.name)) continue;
    for (const key of await subkeysOf(ctx, user)) {
      const id = guid.exec(key.name)?.[0];
      if (id !== undefined) yield assignment(id, key.path, 'intune', {});
    }
  }
}

interface Details {
  readonly productCode?: string | undefined;
  readonly policy?: string | undefined;
  readonly version?: string | undefined;
  readonly isOver?: boolean;
}

function assignment(name: string, origin: string, by: string, details: Details): Item {
  const { productCode, policy, version, isOver } = details;
  return {
    kind: 'marker',
    collector,
    name: name.slice(0, 300),
    displayName: name.slice(0, 300),
    ...(version && { version }),
    origin,
    platform: 'windows',
    attributes: {
      assignedBy: by,
      ...(policy && { policy: policy.slice(0, 300) }),
      ...(productCode && guid.test(productCode) && { productCode: productCode.toUpperCase() }),
      ...(isOver ? { ended: true } : { staged: true }),
    },
  };
}

function fileOf(address: string | undefined): string | undefined {
  const path = address?.split(/[?#]/, 1)[0] ?? '';
  const last = path.slice(path.lastIndexOf('/') + 1);
  return /^[^%\\]{1,200}\.[a-z0-9]{2,12}$/i.test(last) ? last : undefined;
}
