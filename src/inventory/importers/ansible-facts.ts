import type { ItemState } from '../../model/vocabulary.ts';
import { checkedRow, type MadeItem, rowsUnder } from './checked-rows.ts';
import { entryOf, isFields, present, textAt } from './fields.ts';
import type { Draft, Fields, ImportedRow } from './importer.ts';

/** Package managers by Ansible's word, with the collector of ours that reads the same source. */
const managers: Readonly<Record<string, string>> = {
  apt: 'dpkg',
  rpm: 'rpm',
  dnf: 'rpm',
  dnf5: 'rpm',
  apk: 'apk',
  pacman: 'pacman',
  portage: 'portage',
};
const maxMessage = 300;
const states: Readonly<Record<string, ItemState>> = {
  running: 'running',
  failed: 'failed',
  stopped: 'stopped',
  inactive: 'stopped',
  dead: 'stopped',
};

/** What a module said of one host: facts, or a sentence on why there are none. */
interface HostResult {
  readonly said: Fields | string;
  readonly host: string | undefined;
  readonly place: string;
}

/** The results in a document; none where it holds something else. */
export function resultsOf(document: unknown): HostResult[] {
  if (!isFields(document)) return [];
  const own = resultIn(document);
  if (own !== undefined) {
    const named = textAt(document, 'host', 'inventory_hostname');
    return typeof own === 'string'
      ? [{ said: own, host: named, place: 'msg' }]
      : [{ said: own, host: nameIn(own) ?? named, place: 'ansible_facts' }];
  }
  return Object.entries(document).flatMap(([host, value]) => {
    const said = isFields(value) ? resultIn(value) : undefined;
    if (said === undefined) return [];
    return [{ said, host, place: `${host}.${typeof said === 'string' ? 'msg' : 'ansible_facts'}` }];
  });
}

/** The rows of a result. `place` is where it is, `host` whose it is. */
export function* resultRows({ said, host, place }: HostResult): Iterable<ImportedRow> {
  if (typeof said === 'string') {
    yield { type: 'fault', at: place, message: said, isResult: true };
    return;
  }
  yield* packages(said, host, place);
  yield* services(said, host, place);
}

function resultIn(value: Fields): Fields | string | undefined {
  return failureIn(value) ?? factsIn(value);
}

/** Source: ansible-core lib/ansible/executor/task_executor.py, keys of a result that is none. */
function failureIn(value: Fields): string | undefined {
  const { unreachable, failed, msg } = value;
  if (typeof msg !== 'string') return undefined;
  if (unreachable === true) return `the host was not reached: ${msg.slice(0, maxMessage)}`;
  return failed === true ? `the module failed: ${msg.slice(0, maxMessage)}` : undefined;
}

/** The facts themselves: under their key, or bare as fact caches keep them. */
function factsIn(value: Fields): Fields | undefined {
  const { ansible_facts: facts } = value;
  const found = isFields(facts) ? facts : value;
  const { packages: installed, services: units } = found;
  const isPackages = isFields(installed) && Array.isArray(Object.values(installed)[0]);
  const [first] = isFields(units) ? Object.values(units) : [];
  return isPackages || (isFields(first) && 'state' in first) ? found : undefined;
}

function nameIn(facts: Fields): string | undefined {
  return textAt(
    facts,
    'ansible_hostname',
    'hostname',
    'ansible_fqdn',
    'fqdn',
    'ansible_nodename',
    'nodename',
  );
}

function* packages(facts: Fields, host: string | undefined, place: string): Iterable<ImportedRow> {
  const { packages: installed } = facts;
  if (!isFields(installed)) {
    yield* notAnObject(installed, placeIn(place, 'packages'));
    return;
  }
  for (const key of Object.keys(installed)) {
    yield* rowsUnder(installed, key, placeIn(place, `packages.${key}`), (entry, at) =>
      checkedRow(entry, at, ['name', 'version', 'release', 'source'], (fields) => {
        const source = textAt(fields, 'source')?.toLowerCase() ?? '';
        return packageItem(fields, textAt(fields, 'name') ?? key, entryOf(managers, source), host, at);
      }),
    );
  }
}

function packageItem(
  entry: Fields,
  name: string,
  collector: string | undefined,
  host: string | undefined,
  at: string,
): Draft {
  const version = textAt(entry, 'version');
  const release = textAt(entry, 'release');
  const epoch = textAt(entry, 'epoch');
  const full =
    version === undefined
      ? undefined
      : `${epoch !== undefined && epoch !== '0' && collector === 'rpm' ? `${epoch}:` : ''}${version}${release === undefined ? '' : `-${release}`}`;
  return {
    kind: 'software',
    name,
    at,
    state: 'installed',
    ...present({
      collector,
      version: full,
      publisher: textAt(entry, 'vendor', 'origin') === 'None' ? undefined : textAt(entry, 'vendor'),
      host,
      platform: collector === undefined ? undefined : ('linux' as const),
    }),
    attributes: present({ architecture: textAt(entry, 'arch') }),
  };
}

function* services(facts: Fields, host: string | undefined, place: string): Iterable<ImportedRow> {
  const { services: units } = facts;
  if (!isFields(units)) {
    yield* notAnObject(units, placeIn(place, 'services'));
    return;
  }
  for (const [key, entry] of Object.entries(units)) {
    const at = placeIn(place, `services.${key}`);
    yield* checkedRow(entry, at, ['name', 'state', 'status', 'source'], (fields) =>
      serviceItem(fields, key, host, at),
    );
  }
}

function serviceItem(entry: Fields, key: string, host: string | undefined, at: string): MadeItem {
  const status = textAt(entry, 'status');
  // A unit that others only mention has no file.
  if (status === 'not-found') return undefined;
  return {
    kind: 'service',
    name: textAt(entry, 'name') ?? key,
    at,
    ...present({
      host,
      state: status === 'masked' ? 'masked' : entryOf(states, textAt(entry, 'state')),
      platform: textAt(entry, 'source') === 'systemd' ? ('linux' as const) : undefined,
    }),
    attributes: present({ enabled: status }),
  };
}

/** Facts of one of the two modules alone have nothing under the other's key. */
function* notAnObject(value: unknown, at: string): Iterable<ImportedRow> {
  if (value !== undefined) yield { type: 'fault', at, message: 'expected an object' };
}

/** Behind a line number a space, behind a place in a document a dot. */
function placeIn(place: string, rest: string): string {
  return /^\d+$/.test(place) ? `${place} ${rest}` : `${place}.${rest}`;
}
