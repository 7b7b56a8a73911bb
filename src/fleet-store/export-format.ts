/** Formats in which a history leaves for a warehouse. */
export const exportFormats = ['parquet', 'csv'] as const;
/** One of {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];
