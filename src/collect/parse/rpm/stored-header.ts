/** The header of one package as a database holds it. */
export interface StoredHeader {
  /** The database's own number of the package. */
  readonly number: number;
  /** As much of it as could be read; holds until the next header is asked for. */
  readonly bytes: Buffer;
}

/** More than this of one header is not read; the largest real ones, of packages with 100,000 files, have some 20 MiB. */
export const maxHeaderBytes = 32 * 1024 * 1024;
