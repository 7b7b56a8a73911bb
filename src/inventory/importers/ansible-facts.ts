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

/** What a module said: facts, or a sentence on why there are none; and under which key. */
interface Said {
  readonly said: Fields | string;
  readonly place: string;
}

/** The same of one host. */
interface HostResult extends Said {
  readonly host: string | undefined;
}

/** The results in a document; none where it holds something else. */
export function resultsOf(document: unknown): HostResult[] {
  if (!isFields(document)) return [];
  const own = resultIn(document);
  if (own !== undefined) {
    const named = textAt(document, 'host', 'inventory_hostname');
    return [{ ...own, host: (isFields(own.said) ? nameIn(own.said) : undefined) ?? named }];
  }
  const results = Object.entries(document).flatMap(([host, value]) =>
    isFields(value) ? [{ ...(resultIn(value) ?? nothingSaid), host }] : [],
  );
  if (results.every(({ said }) => said === nothingSaid.said)) return [];
  return results.map((result) => ({
    ...result,
    place: result.place === '' ? result.host : `${result.host}.${result.place}`,
  }));
}

/** Of a host beside others that do say something. */
const nothingSaid: Said = { said: 'neither facts nor a message on why there are none', place: '' };

/** The rows of a result. `place` is where it is, `host` whose it is. */
export function* resultRows({ said, host, place }: HostResult): Iterable<ImportedRow> {
  if (typeof said === 'string') {
    yield { type: 'fault', at: place, message: said, isResult: true };
    return;
  }
  yield* packages(said, host, place);
  yield* services(said, host, place);
}

function resultIn(value: Fields): Said | undefined {
  const said = factsIn(value);
  if (said !== undefined) return { said, place: 'ansible_facts' };
  const failure = failureIn(value);
  return failure === undefined ? undefined : { said: failure, place: 'msg' };
}

/**
 * Why a result has no facts. What is printed and what `--tree` writes leaves out that the module failed (`_IGNORE` in
 * ansible-core lib/ansible/executor/task_result.py, 2.14), so that "changed" and "msg" without facts say it.
 */
function failureIn(value: Fields): string | undefined {
  const { unreachable, failed, changed, msg } = value;
  if (typeof msg !== 'string' || msg === '') return undefined;
  const why = msg.slice(0, maxMessage);
  if (unreachable === true) return `the host was not reached: ${why}`;
  return failed === true || typeof changed === 'boolean' ? `the module gave no facts: ${why}` : undefined;
}

/** The facts themselves, under their key, or bare as fact caches keep them; a sentence where none of them is asked for. */
function factsIn(value: Fields): Fields | string | undefined {
  const { ansible_facts: facts } = value;
  if (isFields(facts)) return hasLists(facts) || 'packages' in facts ? facts : noLists;
  return hasLists(value) ? value : undefined;
}

const noLists = 'neither packages nor services among the facts: package_facts and service_facts tell them';

function hasLists({ packages: installed, services: units }: Fields): boolean {
  const isPackages = isFields(installed) && Array.isArray(Object.values(installed)[0]);
  const [first] = isFields(units) ? Object.values(units) : [];
  return isPackages || (isFields(first) && 'state' in first);
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
  const keys = Object.keys(installed);
  const at = placeIn(place, 'packages');
  if (keys.length === 0) yield { type: 'fault', at, message: noPackages, isResult: true };
  for (const key of keys) {
    yield* rowsUnder(installed, key, placeIn(place, `packages.${key}`), (entry, at) =>
      checkedRow(entry, at, ['name', 'version', 'release', 'source'], (fields) => {
        const source = textAt(fields, 'source')?.toLowerCase() ?? '';
        return packageItem(fields, textAt(fields, 'name') ?? key, entryOf(managers, source), host, at);
      }),
    );
  }
}

const noPackages = 'the list of packages is empty: no package manager of the host could be read';

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
