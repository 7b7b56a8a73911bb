import { type Labels, mergeLabels } from '../model/labels.ts';
import { platforms } from '../model/vocabulary.ts';
import { exactText, type Fields, objects, text, word } from './decode.ts';
import { hardwareIdOf } from './hardware-id.ts';
import { instantMs } from './instant.ts';
import type { Observation } from './observation.ts';
import { tidyPath } from './place.ts';
import { readableLabels } from './readable-labels.ts';

/** Names that a report gives to hosts; they only tell them apart, so they are longer than a host's own. */
const maxReportName = 1_000;
const maxHostname = 253;
/** Entries of one list of a report that are looked at. */
export const maxEntries = 2_000_000;

/** What the inventory of a host says of it, in a report of several. */
export interface StatedOf
  extends Pick<Observation, 'at' | 'type' | 'id' | 'hardwareId' | 'place' | 'os' | 'platform'> {
  /** Its own name; null where it states none, undefined where it is the one that the report uses. */
  readonly hostname: string | null | undefined;
  readonly labels: Labels;
}

/** The name by which an entry of a report means a host; undefined where it names none. */
export function reportName(entry: Fields): string | undefined {
  return text(entry['host'], maxReportName);
}

/** The name of a host as it is kept. */
export function hostnameOf(name: unknown): string | undefined {
  return text(name, maxHostname);
}

/**
 * Who the hosts of a report of several are, by the names that it uses. Rows that somebody else collected carry no time:
 * that of the report counts. Two inventories of one host are rows of one time, the later; where they are not of one
 * installation, or one of them is a table, nobody knows of which the rows are.
 */
export function inventoriesByHost(report: Fields): Map<string, StatedOf> {
  const known = new Map<string, StatedOf>();
  for (const entry of objects(report['inventories'], maxEntries)) {
    const name = reportName(entry);
    if (name === undefined) continue;
    const stated = statedOf(entry, report);
    const other = known.get(name);
    known.set(name, other === undefined ? stated : together(other, stated));
  }
  return known;
}

function statedOf(entry: Fields, report: Fields): StatedOf {
  const type = word(entry['type'], ['host', 'root', 'image', 'inventory'] as const) ?? 'inventory';
  const isTable = type === 'inventory' && entry['scannedAt'] === undefined;
  const id = exactText(entry['id'], 200);
  const hardwareId = hardwareIdOf(entry['hardwareId']);
  const place = scannedPlace(entry);
  const os = text(entry['os'], 200);
  const platform = word(entry['platform'], platforms);
  return {
    hostname: entry['hostname'] === null ? null : hostnameOf(entry['hostname']),
    labels: readableLabels(entry),
    at: instantMs((isTable ? report : entry)['scannedAt']),
    type,
    ...(id !== undefined && { id }),
    ...(hardwareId !== undefined && { hardwareId }),
    ...(place !== undefined && { place }),
    ...(os !== undefined && { os }),
    ...(platform !== undefined && { platform }),
  };
}

function together(one: StatedOf, other: StatedOf): StatedOf {
  const { id: _id, hardwareId: _hardwareId, place: _place, ...rest } = { ...other, ...one };
  return {
    ...rest,
    // Rows of a table are no scan, whatever lies beside them.
    type: one.type === other.type ? one.type : 'inventory',
    labels: mergeLabels(one.labels, other.labels),
    at: one.at === null || other.at === null ? null : Math.max(one.at, other.at),
    ...(one.id !== undefined && one.id === other.id && { id: one.id }),
    ...(one.hardwareId !== undefined &&
      one.hardwareId === other.hardwareId && { hardwareId: one.hardwareId }),
    ...(one.place !== undefined && one.place === other.place && { place: one.place }),
  };
}

/**
 * Where a scan looked that did not look at the running host. One that was cut is none, because it could be that of another.
 */
export function scannedPlace(target: Fields): string | undefined {
  if (target['type'] !== 'root' && target['type'] !== 'image') return undefined;
  const path = exactText(target['path'], 1_000);
  const image = exactText(target['image'], 500);
  if (path === undefined) return image;
  return image === undefined ? tidyPath(path) : `${tidyPath(path)}#${image}`;
}
