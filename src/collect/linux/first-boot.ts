import { gunzipSync } from 'node:zlib';
import { baseName } from '../../host/paths.ts';
import type { Item } from '../../model/item.ts';
import type { CollectContext, Collector } from '../collector.ts';
import { textsOfIgnition } from '../parse/ignition.ts';
import { type Installing, installCommands } from '../parse/install-commands.ts';
import { execProgram, parseUnitFile } from '../parse/unit-file.ts';
import { withoutSecrets } from '../parse/without-secrets.ts';
import { listDirectory, orGap } from '../reading.ts';

const collector = 'first-boot';
const maxFileBytes = 256 * 1024;
const maxFiles = 2_000;
const maxCommandUnits = 300;

/** Who runs or ran a file: cloud-init, every boot, the installer of the system, Ignition, a unit, cron. */
type Runner = 'cloud-init' | 'boot' | 'installer' | 'ignition' | 'first-boot-unit' | 'cron';

const files: readonly (readonly [Runner, string])[] = [
  ['cloud-init', '/etc/cloud/cloud.cfg'],
  ['cloud-init', '/etc/cloud/cloud.cfg.d/*.cfg'],
  ['cloud-init', '/var/lib/cloud/seed/*/user-data'],
  ['cloud-init', '/var/lib/cloud/seed/*/vendor-data'],
  ['cloud-init', '/var/lib/cloud/instances/*/user-data.txt'],
  ['cloud-init', '/var/lib/cloud/instances/*/vendor-data.txt'],
  ['cloud-init', '/var/lib/cloud/instances/*/vendor-data2.txt'],
  ['cloud-init', '/var/lib/cloud/instances/*/cloud-config.txt'],
  ['cloud-init', '/var/lib/cloud/instances/*/scripts/*'],
  ['cloud-init', '/var/lib/cloud/scripts/*/*'],
  ['boot', '/etc/rc.local'],
  ['boot', '/etc/rc.d/rc.local'],
  ['boot', '/etc/init.d/boot.local'],
  ['installer', '/root/anaconda-ks.cfg'],
  ['installer', '/root/original-ks.cfg'],
  ['installer', '/root/ks.cfg'],
  ['installer', '/ks.cfg'],
  ['installer', '/preseed.cfg'],
  ['installer', '/root/preseed.cfg'],
  ['installer', '/autoinstall.yaml'],
  ['installer', '/var/log/installer/autoinstall-user-data'],
  ['ignition', '/boot/ignition/config.ign'],
  ['ignition', '/usr/lib/ignition/*.ign'],
  ['ignition', '/usr/lib/ignition/base.d/*.ign'],
];
/** Units of an administrator are all looked at; of a distribution only those that say so in their name. */
const units = [
  '/etc/systemd/system/*.service',
  '/usr/local/lib/systemd/system/*.service',
  '/usr/lib/systemd/system/*first*boot*.service',
  '/lib/systemd/system/*first*boot*.service',
];
/** Crontabs; those of the system name a user before the command. */
const crontabs: readonly (readonly [string, boolean])[] = [
  ['/etc/crontab', true],
  ['/etc/cron.d/*', true],
  ['/var/spool/cron/crontabs/*', false],
  ['/var/spool/cron/*', false],
];

/**
 * What installs software when a system is set up, first started or started: lines of cloud-init data and scripts,
 * `rc.local`, answers that an installer left behind, Ignition configs, first-boot units and `@reboot` jobs, with the
 * scripts that the last two start. Only lines that bring or install something are kept; all carry `staged`.
 * Source: cloudinit.readthedocs.io ("Directory layout"), docs.redhat.com ("cloud-init /var/lib/cloud directory layout"),
 * coreos.github.io/ignition, systemd.unit(5) for `ConditionFirstBoot`, crontab(5) for `@reboot`.
 */
export const firstBoot: Collector = {
  id: collector,
  platforms: ['linux'],
  kinds: ['scheduled-task'],
  reads:
    'what installs software at the first or every start: cloud-init, rc.local, first-boot units, @reboot, answers of installers, Ignition',
  rights: 'root, for cloud-init data, /root and crontabs',
  couldHide: 'residue',
  wants: [...files.map(([, path]) => path), ...units, ...crontabs.map(([path]) => path)],
  async *collect(ctx) {
    const reader = new SetUpReader(ctx);
    for (const [runner, pattern] of files) {
      for (const file of await reader.filesAt(pattern)) yield* reader.commandsIn(file, runner);
    }
    for (const pattern of units) {
      for (const file of await reader.filesAt(pattern)) yield* unitCommands(reader, file);
    }
    for (const [pattern, hasUser] of crontabs) {
      for (const file of await reader.filesAt(pattern)) yield* rebootCommands(reader, file, hasUser);
    }
  },
};

async function* unitCommands(reader: SetUpReader, file: string): AsyncGenerator<Item> {
  const text = await reader.text(file);
  if (text === undefined) return;
  const keys = parseUnitFile(text);
  const once = keys.get('Unit.ConditionFirstBoot')?.some((value) => /^\|?(?:yes|true|on|1)$/i.test(value));
  if (once !== true && !/first[^/]*boot[^/]*$/i.test(file)) return;
  for (const key of ['Service.ExecStartPre', 'Service.ExecStart', 'Service.ExecStartPost']) {
    for (const command of keys.get(key) ?? []) {
      yield* reader.started(file, 'first-boot-unit', command, 0);
    }
  }
}

async function* rebootCommands(reader: SetUpReader, file: string, hasUser: boolean): AsyncGenerator<Item> {
  const text = await reader.text(file);
  for (const [index, line] of (text ?? '').split('\n').entries()) {
    const job = /^\s*@reboot\s+(?<rest>.{1,4000})$/.exec(line)?.groups?.['rest'];
    if (job === undefined) continue;
    yield* reader.started(file, 'cron', hasUser ? job.replace(/^\S+\s+/, '') : job, index + 1);
  }
}

/** Reads set-up files within bounds, each file once. */
class SetUpReader {
  readonly #ctx: CollectContext;
  readonly #seen = new Set<string>();
  #full = false;

  constructor(ctx: CollectContext) {
    this.#ctx = ctx;
  }

  /** Files that fit a pattern, directories and other things left out. */
  async filesAt(pattern: string): Promise<readonly string[]> {
    const wild = pattern.indexOf('*');
    if (wild < 0) return [pattern];
    // Most systems have none of these folders; asking for the last one that is sure is cheaper than a search.
    const folder = pattern.slice(0, pattern.lastIndexOf('/', wild));
    if ((await listDirectory(this.#ctx, folder)).length === 0) return [];
    return this.#ctx.host.files.glob(pattern, ({ reason, path, message }) => {
      this.#ctx.gap(reason, path, message);
    });
  }

  /** Text of a file that was not read before; gzip, as cloud-init takes it, is unpacked. */
  async text(file: string): Promise<string | undefined> {
    const { files: host } = this.#ctx.host;
    const link = await orGap(this.#ctx, undefined, () => host.readLink(file));
    const key = link === undefined ? file : `${file} -> ${link}`;
    if (this.#seen.has(key) || this.#full) return undefined;
    if (this.#seen.size >= maxFiles) {
      this.#full = true;
      this.#ctx.gap('too-large', file, `more than ${maxFiles} set-up files; the others were not read`);
      return undefined;
    }
    const stat = await orGap(this.#ctx, undefined, () => host.stat(file));
    if (stat?.type !== 'file') return undefined;
    this.#seen.add(key);
    const bytes = await orGap(this.#ctx, undefined, () => host.read(file, { maxBytes: maxFileBytes }));
    if (bytes === undefined) return undefined;
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.toString('utf8');
    try {
      return gunzipSync(bytes, { maxOutputLength: maxFileBytes }).toString('utf8');
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error);
      this.#ctx.gap('malformed-source', file, `the file cannot be unpacked: ${what}`);
      return undefined;
    }
  }

  /** What a script or list installs. */
  async *commandsIn(file: string, runner: Runner): AsyncGenerator<Item> {
    const text = await this.text(file);
    if (text === undefined || text.startsWith('\x7fELF')) return;
    if (runner !== 'ignition') {
      yield* this.#items(file, runner, text, true);
      return;
    }
    const texts = textsOfIgnition(text);
    if (texts === undefined)
      this.#ctx.gap('malformed-source', file, 'the file is no JSON, or nested too deeply');
    for (const part of texts ?? []) yield* this.#items(file, runner, part, false);
  }

  /** A command that is started, where it installs something, and what the script that it starts installs. */
  async *started(file: string, runner: Runner, command: string, line: number): AsyncGenerator<Item> {
    yield* this.#items(line === 0 ? file : `${file}:${line}`, runner, command, false);
    const words = command.replace(/^\s*(?:\S*\/)?(?:ba|da)?sh\s+(?:-[a-z]+\s+)*(?=\/)/, '');
    const program = execProgram(words);
    if (program?.startsWith('/') !== true || /^\/(?:usr\/)?s?bin\//.test(program)) return;
    if (!(await this.#isScript(program))) return;
    const text = await this.text(program);
    if (text !== undefined) yield* this.#items(program, runner, text, true);
  }

  /** By its first bytes: most programs are large and no script, and are not read. */
  async #isScript(program: string): Promise<boolean> {
    const head = await orGap(this.#ctx, undefined, async () => {
      const chunks = await this.#ctx.host.files.stream(program, { maxBytes: 1024 ** 3 });
      if (chunks === undefined) return undefined;
      for await (const chunk of chunks) return chunk.subarray(0, 2).toString('latin1');
      return undefined;
    });
    return head === '#!';
  }

  *#items(origin: string, runner: Runner, text: string, withLines: boolean): Generator<Item> {
    const { found, cut } = installCommands(text);
    for (const one of found) yield setUpItem(withLines ? `${origin}:${one.line}` : origin, runner, one);
    if (cut)
      this.#ctx.gap('too-large', origin, 'more than 500 commands and packages; the others were not read');
  }
}

function setUpItem(origin: string, runner: Runner, what: Installing): Item {
  const path = origin.replace(/:\d+$/, '');
  return {
    kind: 'scheduled-task',
    collector,
    name: baseName(path),
    path,
    scope: 'machine',
    origin,
    platform: 'linux',
    attributes: {
      ...('command' in what
        ? { command: withoutSecrets(withoutLogin(what.command), maxCommandUnits) }
        : { package: what.package }),
      runner,
      staged: true,
    },
  };
}

/** User and password in an address are nobody's business. */
function withoutLogin(command: string): string {
  return command.replace(/(?<=:\/\/)[^\s/@]{1,300}@/g, '');
}
