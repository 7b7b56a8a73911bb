import type { Gap } from '../../model/gap.ts';
import { HostError } from '../host.ts';
import type { MacosState, Told } from './macos-state.ts';
import {
  type Listing,
  parseJobs,
  parseKernelExtensions,
  parsePrograms,
  parseSystemExtensions,
} from './parse-listings.ts';
import type { RunMacosProgram } from './run-macos-program.ts';

/**
 * What runs on this Mac, asked of the system's own programs; each at most once. Never throws: what a program does not
 * tell is a gap. Not yet tried on a real Mac.
 * Sources: man pages ps(1), launchctl(1), kmutil(8), kextstat(8), systemextensionsctl(8); outputs in public code (GitHub
 * files, repositories not identified: Intune script for Cisco AMP with the output of systemextensionsctl; tests of a
 * library of scripts for Jamf with lines of kmutil and systemextensionsctl), appium/appium-ios-simulator (launchctl list).
 */
export function liveMacosState(run: RunMacosProgram): MacosState {
  return {
    programs: once(() =>
      ask(run, [['/bin/ps', '-axwwo', 'pid=,comm=']], parsePrograms, [], {
        unknown: 'which programs run is not known',
        isEmpty: ({ length }) => length === 0,
      }),
    ),
    jobs: once(() =>
      ask(run, [['/bin/launchctl', 'list']], parseJobs, new Map<string, number | undefined>(), {
        unknown: 'which jobs of launchd run is not known',
        isEmpty: ({ size }) => size === 0,
      }),
    ),
    kernelExtensions: once(() =>
      ask(
        run,
        [
          ['/usr/bin/kmutil', 'showloaded', '--list-only'],
          // Before macOS 11.
          ['/usr/sbin/kextstat', '-l'],
        ],
        parseKernelExtensions,
        new Map<string, string>(),
        { unknown: 'which kernel extensions are loaded is not known', isEmpty: ({ size }) => size === 0 },
      ),
    ),
    systemExtensions: once(async () => {
      const asked = await ask(run, [['/usr/bin/systemextensionsctl', 'list']], parseSystemExtensions, [], {
        unknown: 'the state of system extensions is only what their database says',
      });
      // Before macOS 10.15 there is neither the program nor any system extension.
      return asked.gaps[0]?.reason === 'missing-source' ? { told: [], gaps: [] } : asked;
    }),
  };
}

interface Asking<T> {
  /** What is not known without the answer. */
  readonly unknown: string;
  /** A list that names nothing, although something always is there, is no answer. */
  readonly isEmpty?: (told: T) => boolean;
}

async function ask<T>(
  run: RunMacosProgram,
  commands: readonly (readonly [string, ...string[]])[],
  parse: (text: string) => Listing<T>,
  none: T,
  { unknown, isEmpty }: Asking<T>,
): Promise<Told<T>> {
  let failure: Gap | undefined;
  for (const [program, ...args] of commands) {
    const source = [program, ...args].join(' ');
    try {
      const { told, malformed } = parse(await run(program, args));
      if (malformed > 0)
        return {
          told,
          gaps: [gap('malformed-source', source, `${malformed} lines cannot be read; ${unknown}`)],
        };
      if (isEmpty?.(told) === true)
        return { told, gaps: [gap('empty-source', source, `it named nothing; ${unknown}`)] };
      return { told, gaps: [] };
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      failure ??= gap(error.reason, source, `${error.message}: ${unknown}`);
      if (error.reason !== 'missing-source') break;
    }
  }
  return { told: none, gaps: failure === undefined ? [] : [failure] };
}

/** What runs would be reported as installed only. */
function gap(reason: Gap['reason'], source: string, message: string): Gap {
  return { reason, source, message, couldHide: 'active' };
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}
