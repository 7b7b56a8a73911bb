/** Formats of a report; one file each in `src/report/`. */
export const reportFormats = [
  'table',
  'json',
  'ndjson',
  'html',
  'csv',
  'sarif',
  'junit',
  'markdown',
  'github',
  'cyclonedx',
] as const;
/** One of {@link reportFormats}. */
export type ReportFormat = (typeof reportFormats)[number];

/** The format that a file's extension asks for. */
export const formatByExtension: Readonly<Record<string, ReportFormat>> = {
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  txt: 'table',
  html: 'html',
  htm: 'html',
  csv: 'csv',
  sarif: 'sarif',
  xml: 'junit',
  md: 'markdown',
  cdx: 'cyclonedx',
};
