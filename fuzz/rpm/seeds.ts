import { type RpmFixture, rpmFixture } from '../../tests/collect/linux/rpm/fixture.ts';

/** A database to mutate, as real programs wrote it, with its write-ahead log where it has one. */
export interface Seed {
  readonly kind: string;
  readonly database: Buffer;
  readonly log?: Buffer;
  /** Size of the pages in which the format works. */
  readonly pageBytes: number;
  /** Places at which the header of a package begins. */
  readonly headers: readonly number[];
}

/** One seed for each format and byte order. */
export function seeds(): Seed[] {
  const seed = (kind: RpmFixture, log?: Buffer): Seed => {
    const database = rpmFixture(kind);
    return {
      kind: log === undefined ? kind : `${kind} under its log`,
      database,
      ...(log && { log }),
      pageBytes: 4096,
      headers: headersIn(database),
    };
  };
  return [
    seed('sqlite'),
    seed('sqlite', rpmFixture('sqlite-log')),
    seed('ndb'),
    seed('bdb'),
    seed('bdb-big-endian'),
  ];
}

/** A header's first entry is the region 63 of type 7 and length 16. */
function headersIn(database: Buffer): number[] {
  const first = Buffer.from('0000003f00000007', 'hex');
  const found: number[] = [];
  for (let at = database.indexOf(first); at !== -1; at = database.indexOf(first, at + 1)) found.push(at - 8);
  return found.filter((at) => at >= 0);
}
