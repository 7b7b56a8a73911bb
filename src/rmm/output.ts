import { plainAscii } from './ascii.ts';
import type { RmmPlatform, RmmState } from './platforms.ts';

const maxDetails = 30;
/** What Datto's monitor calls the line. */
const resultName = 'phaseout=';

/** Characters that the platform's own words take from the line. */
export function takenOf({ prints }: RmmPlatform): number {
  return prints === 'markers' ? resultName.length : 0;
}

/** What goes to standard output: the line in the form that the platform reads. `details` are shown where it has a place for them. */
export function rmmOutput(
  { prints }: RmmPlatform,
  state: RmmState,
  line: string,
  details: readonly string[],
): string {
  switch (prints) {
    case 'line':
      return `${line}\n`;
    case 'unless-clean':
      return state === 'clean' ? '' : `${line}\n`;
    case 'markers': {
      const shown = details.slice(0, maxDetails).map((text) => plainAscii(text.replaceAll('\\', '/'), 400));
      const left = details.length - shown.length;
      return [
        '<-Start Result->',
        `${resultName}${line}`,
        '<-End Result->',
        '<-Start Diagnostic->',
        ...shown,
        ...(left > 0 ? [`and ${left} more`] : []),
        '<-End Diagnostic->',
        '',
      ].join('\n');
    }
  }
}
