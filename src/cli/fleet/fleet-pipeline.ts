import type { HostRow } from '../../fleet/host-row.ts';
import { firstLabel, identityOf } from '../../fleet/identity.ts';
import { type Addressed, type Note, nameGroup, replacements, type Sighting } from '../../fleet/links.ts';
import type { Observation } from '../../fleet/observation.ts';
import { sortKey } from '../../fleet/order.ts';
import { rollGroup } from '../../fleet/roll-group.ts';
import type { RollOptions } from '../../fleet/roll-host.ts';
import { type Rolled, RollUp, type RollUpOptions } from '../../fleet/roll-up.ts';
import type { Servers } from '../../fleet/servers.ts';
import { rowJson } from '../../fleet/text/json.ts';
import { mergeRuns, runLine } from './merge-runs.ts';
import { ObservationLines } from './pack-observation.ts';
import { Runs, Spill, type SpillFolder } from './spill.ts';

/** Parts of the temporary files: with a million hosts one holds some thousands. */
const parts = 256;
/** A part that is longer is divided once more, so that memory does not follow the number of hosts. */
const maxPartLength = 1024 * 1024;
const dividedInto = 16;
/** Rows are sorted and written away in stretches of about so many characters. */
const runLength = 2 * 1024 * 1024;
/** Reports of one host that are rolled up together; of more the latest count, and that is a gap. */
const maxReports = 100_000;

/** Options of the roll-up as a whole. */
export interface PipelineOptions {
  readonly roll: RollOptions;
  readonly gate: RollUpOptions['gate'];
  readonly servers: Servers;
  readonly expected: RollUpOptions['expected'];
  /** True where every host is wanted, not only the worst. */
  readonly keepRows: boolean;
  /** Says that reports of a host were left out. */
  readonly onTooMany: (key: string, leftOut: number) => void;
}

/** What came of a fleet. */
export interface FleetResult {
  readonly rolled: Rolled;
  /** JSON of every host, worst first; only with `keepRows`. May be read several times. */
  rows(): Iterable<string>;
}

/**
 * Rolls up any number of observations in bounded memory: they are divided over temporary files by installation; what
 * hosts have in common (hardware, names) is found out from small lines beside them; then one part after the other is
 * rolled up, and its rows, sorted, are merged at the end.
 */
export class FleetPipeline {
  readonly #folder: SpillFolder;
  readonly #lines = new ObservationLines();
  readonly #observations: Spill;
  /** Observations of which only the name is known: what they are of is known when all names are. */
  readonly #byName: Spill;
  readonly #names: Spill;
  readonly #hardware: Spill;

  constructor(folder: SpillFolder) {
    this.#folder = folder;
    this.#observations = new Spill(folder, 'observations', parts);
    this.#byName = new Spill(folder, 'by-name', parts);
    this.#names = new Spill(folder, 'names', parts);
    this.#hardware = new Spill(folder, 'hardware', parts);
  }

  /** Takes in one observation, in any order. */
  add(observation: Observation): void {
    const { key, kind } = identityOf(observation);
    const { hostname, client, at, hardwareId, image, place } = observation;
    const line = `${JSON.stringify(key)}\t${this.#lines.pack(observation)}`;
    const isInstance = image !== undefined;
    if (kind === 'name' && !isInstance && hostname !== undefined) {
      this.#byName.write(partOf(firstLabel(hostname)), line);
      return;
    }
    this.#observations.write(partOf(key), line);
    if (isInstance || hostname === undefined) return;
    const sighting = JSON.stringify([key, hostname, client ?? null, at, place === undefined]);
    this.#names.write(partOf(firstLabel(hostname)), sighting);
    if (hardwareId !== undefined && kind === 'id')
      this.#hardware.write(partOf(hardwareId), `${JSON.stringify(hardwareId)}\t${sighting}`);
  }

  /** Rolls up what was taken in. */
  finish(options: PipelineOptions): FleetResult {
    const notes = new Spill(this.#folder, 'notes', parts);
    const tell = ({ key, note }: Addressed): void =>
      notes.write(partOf(key), `${JSON.stringify(key)}\t${JSON.stringify(note)}`);
    this.#linkHardware(tell);
    this.#linkNames(tell);
    const runs = new Runs(this.#folder, 'rows');
    const rows = new SortedRows(runs);
    const rollUp = new RollUp({
      ...options.roll,
      gate: options.gate,
      servers: options.servers,
      expected: options.expected,
    });
    for (let part = 0; part < parts; part++) {
      for (const [observations, told] of this.#divided(part, notes))
        this.#rollPart(observations, told, rollUp, rows, options);
    }
    const { rolled, imageRows } = rollUp.finish();
    if (options.keepRows) {
      rows.add(imageRows);
      rows.flush();
    }
    return { rolled, rows: () => mergeRuns(runs) };
  }

  #linkHardware(tell: (addressed: Addressed) => void): void {
    for (let part = 0; part < parts; part++) {
      const groups = grouped(this.#hardware.lines(part));
      for (const [id, lines] of groups) {
        if (lines.length < 2) continue;
        for (const addressed of replacements(String(JSON.parse(id)), lines.map(sightingOf))) tell(addressed);
      }
    }
  }

  #linkNames(tell: (addressed: Addressed) => void): void {
    for (let part = 0; part < parts; part++) {
      const byLabel = new Map<string, Sighting[]>();
      for (const line of this.#names.lines(part)) {
        const sighting = sightingOf(line);
        const label = firstLabel(sighting.host);
        const known = byLabel.get(label);
        if (known) known.push(sighting);
        else byLabel.set(label, [sighting]);
      }
      const groups = new Map([...byLabel].map(([label, sightings]) => [label, nameGroup(sightings)]));
      for (const group of groups.values()) for (const addressed of group.notes) tell(addressed);
      for (const line of this.#byName.lines(part)) {
        const tab = line.indexOf('\t');
        const { hostname = '', client } = this.#lines.unpack(line.slice(tab + 1));
        const home = groups.get(firstLabel(hostname))?.homeOf(hostname, client);
        const key = home ?? String(JSON.parse(line.slice(0, tab)));
        this.#observations.write(partOf(key), `${JSON.stringify(key)}${line.slice(tab)}`);
      }
    }
  }

  /** The lines of a part with its notes; those of a long part divided once more. */
  *#divided(part: number, notes: Spill): Generator<[Iterable<string>, Iterable<string>]> {
    if (this.#observations.size(part) <= maxPartLength) {
      yield [this.#observations.lines(part), notes.lines(part)];
      return;
    }
    const divide = (spill: Spill, name: string): Spill => {
      const smaller = new Spill(this.#folder, `${name}-${part}`, dividedInto);
      for (const line of spill.lines(part))
        smaller.write((hashOf(line.slice(0, line.indexOf('\t'))) >>> 8) % dividedInto, line);
      return smaller;
    };
    const smaller = divide(this.#observations, 'observations');
    const told = divide(notes, 'notes');
    for (let piece = 0; piece < dividedInto; piece++) yield [smaller.lines(piece), told.lines(piece)];
  }

  #rollPart(
    observations: Iterable<string>,
    told: Iterable<string>,
    rollUp: RollUp,
    rows: SortedRows,
    options: PipelineOptions,
  ): void {
    const notes = grouped(told);
    for (const [quoted, lines] of grouped(observations)) {
      const key = String(JSON.parse(quoted));
      let own = lines.map((line) => this.#lines.unpack(line));
      if (own.length > maxReports) {
        own = own.sort((a, b) => (b.at ?? 0) - (a.at ?? 0) || (a.digest < b.digest ? -1 : 1));
        options.onTooMany(key, own.length - maxReports);
        own = own.slice(0, maxReports);
      }
      const about = (notes.get(quoted) ?? []).map((line): Note => JSON.parse(line));
      const some = rollUp.add(rollGroup(key, own, about, options.roll));
      if (options.keepRows) rows.add(some);
    }
  }
}

/** Rows on their way into runs: a run for each stretch, however small the parts are that they come in. */
class SortedRows {
  readonly #runs: Runs;
  #waiting: { readonly key: string; readonly line: string }[] = [];
  #length = 0;

  constructor(runs: Runs) {
    this.#runs = runs;
  }

  add(rows: readonly HostRow[]): void {
    for (const row of rows) {
      const key = sortKey(row);
      const line = runLine(key, rowJson(row));
      this.#waiting.push({ key, line });
      this.#length += line.length;
    }
    if (this.#length >= runLength) this.flush();
  }

  flush(): void {
    this.#waiting.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    this.#runs.add(this.#waiting.map(({ line }) => line));
    this.#waiting = [];
    this.#length = 0;
  }
}

/** Lines `KEY<tab>VALUE` as values by key. */
function grouped(lines: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const line of lines) {
    const tab = line.indexOf('\t');
    const key = line.slice(0, tab);
    const value = line.slice(tab + 1);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

function sightingOf(line: string): Sighting {
  const [key, host, client, at, runs] = JSON.parse(line);
  return { key, host, client: client ?? undefined, at, runs };
}

function partOf(key: string): number {
  return hashOf(JSON.stringify(key)) % parts;
}

/** FNV-1a over UTF-16 code units; divides keys evenly, promises nothing against an attacker but more work. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
