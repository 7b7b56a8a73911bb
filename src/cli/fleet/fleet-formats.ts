/** Formats of a fleet; one file each in `src/fleet/`. */
export const fleetFormats = ['table', 'json', 'ndjson', 'csv', 'html'] as const;
/** One of {@link fleetFormats}. */
export type FleetFormat = (typeof fleetFormats)[number];

/** The format that a file's extension asks for. */
export const fleetFormatByExtension: Readonly<Record<string, FleetFormat>> = {
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  txt: 'table',
  csv: 'csv',
  html: 'html',
  htm: 'html',
};

/** Formats that show every host, not only the worst. */
export const formatsWithAllHosts: ReadonlySet<FleetFormat> = new Set(['json', 'ndjson', 'csv']);
