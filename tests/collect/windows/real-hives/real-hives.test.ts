import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Collector } from '../../../../src/collect/collector.ts';
import { collectors } from '../../../../src/collect/index.ts';
import { directoryHost } from '../../../../src/host/directory-host.ts';
import type { Host } from '../../../../src/host/host.ts';
import type { Item } from '../../../../src/model/item.ts';
import { reglookupValues } from '../../../host/registry/regf/peers/reglookup.ts';
import { describeWith } from '../../../support/needs.ts';
import { gapsOf, runOn } from '../../run-on.ts';
import { makeWindows7Root } from './windows-7-root.ts';

const root = makeWindows7Root();
let host: Host;
beforeAll(async () => {
  host = await directoryHost(root.path, 'windows');
});
afterAll(async () => {
  await host.close?.();
  root.remove();
});

function collectorOf(id: string): Collector {
  const collector = collectors.find((each) => each.id === id);
  if (collector === undefined) throw new Error(`no collector ${id}`);
  return collector;
}

async function collect(id: string): Promise<readonly Item[]> {
  const collected = await runOn(collectorOf(id), host);
  expect(gapsOf(collected), id).toEqual([]);
  return collected.items;
}

/** An item on one line: what a person needs to compare it with another program's listing. */
function line({ kind, name, displayName, version, publisher, path, scope, state, attributes }: Item): string {
  const facts = ['start', 'group', 'altitude', 'layer', 'thumbprint', 'update', 'systemComponent'].flatMap(
    (fact) => (attributes?.[fact] === undefined ? [] : [`${fact} ${attributes[fact]}`]),
  );
  const shown = [name, displayName, version, publisher, path, state, scope, ...facts];
  return `${kind} ${shown.filter((each) => each !== undefined).join(' | ')}`;
}

describe('a Windows 7 out of its own hives', () => {
  it.each([
    'uninstall-keys',
    'services',
    'minifilters',
    'network-filters',
    'startup-commands',
    'certificates',
    'cached-installers',
  ])('lists what is there: %s', async (id) => {
    const lines = (await collect(id)).map(line);
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join('golden', `${id}.txt`));
  });
});

describe('hives that cannot be read as they should', () => {
  it('are gaps, and the rest is read', async () => {
    const other = makeWindows7Root({
      'Windows/System32/config/SYSTEM': 'dfwinreg/SYSTEM',
      'Users/nfury/NTUSER.DAT': 'dfwinreg/USER.DAT',
    });
    onTestFinished(() => other.remove());
    const stale = await directoryHost(other.path, 'windows');
    onTestFinished(() => stale.close?.());
    const found: string[] = [];
    for (const id of ['services', 'startup-commands']) {
      const { items, coverage } = await runOn(collectorOf(id), stale);
      found.push(
        `${id} ${items.length}`,
        ...coverage.gaps.map(({ reason, message }) => `${reason}: ${message}`),
      );
    }
    found.push(...(stale.gaps?.() ?? []).map(({ reason, message }) => `${reason}: ${message}`));
    expect(found).toEqual([
      'services 435',
      'startup-commands 9',
      'missing-source: C:/Windows/System32/config/SYSTEM: the hive was not written out and it has no transaction log: recent changes may be missing',
      'unsupported-format: C:/Users/nfury/NTUSER.DAT: a registry of Windows 95, 98 or Me',
    ]);
  });
});

const config = join(root.path, 'Windows/System32/config');
const uninstall = 'Microsoft/Windows/CurrentVersion/Uninstall';
const startTypes = ['boot', 'system', 'auto', 'manual', 'disabled'];

describeWith(['reglookup'], 'what reglookup lists of the same hives', () => {
  it('has the same programs', async () => {
    const stated = [
      ...reglookupValues(join(config, 'SOFTWARE'), `/${uninstall}`),
      ...reglookupValues(join(root.path, 'Users/nfury/NTUSER.DAT'), `/Software/${uninstall}`),
    ].map(([key, values]) => [
      key,
      values.get('displayname') ?? key,
      values.get('displayversion') || undefined,
      values.get('publisher') || undefined,
    ]);
    const items = await collect('uninstall-keys');
    const found = items.map(({ origin, name, version, publisher }) => [
      origin.slice(origin.lastIndexOf('\\') + 1),
      name,
      version,
      publisher,
    ]);
    expect(found).toEqual(stated);
    expect(found).toHaveLength(68);
  });

  it('has the same services and drivers, with the same start and file', async () => {
    const stated = reglookupValues(join(config, 'SYSTEM'), '/ControlSet001/services');
    const dlls = new Map(
      [...reglookupValues(join(config, 'SYSTEM'), '/ControlSet001/services', 'parameters')].map(
        ([key, values]) => [key, values.get('servicedll')],
      ),
    );
    const expected = [...stated]
      .filter(([, values]) => values.has('type'))
      .map(([key, values]) => [
        key,
        Number(values.get('type')) >= 0x10 ? 'service' : 'driver',
        startTypes[Number(values.get('start'))],
        // A driver that names no file is drivers\<name>.sys; the program of a shared process is its library.
        fileName(dlls.get(key) ?? values.get('servicedll') ?? values.get('imagepath') ?? `${key}.sys`),
      ]);
    const found = (await collect('services')).map(({ name, kind, attributes, path }) => [
      name,
      kind,
      attributes?.['start'],
      fileName(path),
    ]);
    expect(found).toEqual(expected);
    expect(found).toHaveLength(416);
  });
});

/** The last name of a path or command line, in small letters, without quotes and arguments. */
function fileName(command: string | undefined): string | undefined {
  return /(?<name>[^\\/]+?\.(?:exe|sys|dll))(?=["\s]|$)/i
    .exec(command ?? '')
    ?.groups?.['name']?.toLowerCase();
}
