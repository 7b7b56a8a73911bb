import type { ServiceState } from '../running-state.ts';
import { isCertainName } from './certain-name.ts';

/** What one output of `sc.exe query` says. */
export interface ScQuery {
  /** By name in lower case. */
  readonly services: ReadonlyMap<string, ServiceState>;
  /** Blocks whose name the code page of the console cannot show faithfully. */
  readonly lossy: number;
  /** Blocks without the two numbers, such as the note that the list was cut. */
  readonly malformed: number;
}

const stopped = 1;
const lastState = 7;
const maxLine = 1024;

/**
 * Reads the list of `sc.exe query`. Its labels are in the language of the system, so only its form counts: blocks
 * parted by empty lines; the first line of a block ends in the name, and of the indented lines `LABEL : number …` the
 * first is the type (hexadecimal) and the second the state, 1 to 7.
 * Source: SERVICE_STATUS, dwCurrentState,
 * https://learn.microsoft.com/windows/win32/api/winsvc/ns-winsvc-service_status
 *
 * @param stdout In the OEM code page: only names in ASCII are certain.
 */
export function parseScQuery(stdout: Buffer): ScQuery {
  const services = new Map<string, ServiceState>();
  let lossy = 0;
  let malformed = 0;
  for (const [first = '', ...lines] of blocksOf(stdout.toString('latin1'))) {
    const colon = first.indexOf(':');
    const name = first.slice(colon + 1).trim();
    const [type, text] = lines.map(numberOf).filter((number) => number !== undefined);
    const state = Number(text);
    if (colon < 0 || name === '' || type === undefined || !(state >= stopped && state <= lastState)) {
      malformed++;
    } else if (isCertainName(name)) {
      services.set(name.toLowerCase(), state === stopped ? 'stopped' : 'running');
    } else lossy++;
  }
  return { services, lossy, malformed };
}

/** Lines that belong together, without the empty ones between. */
function* blocksOf(text: string): Generator<readonly string[]> {
  let block: string[] = [];
  for (const line of text.split('\n')) {
    // No line is long; a bound keeps the expressions below from searching.
    if (line.trim() !== '') block.push(line.slice(0, maxLine));
    else if (block.length > 0) {
      yield block;
      block = [];
    }
  }
  if (block.length > 0) yield block;
}

/** The number of an indented line `LABEL : number words`; none in the line of flags below the state. */
function numberOf(line: string): string | undefined {
  return /^[ \t]+[^:()]+: *(?<number>[0-9a-f]{1,8})(?:\s|$)/i.exec(line)?.groups?.['number'];
}
