import { realpathSync } from 'node:fs';

/**
 * A table report without what differs from run to run: the hash of the pack (every change of the rules), and the path of
 * the temporary folder in the header, whose length decides where the header breaks.
 */
export function steadyReport(text: string, folder: string): string {
  const end = text.indexOf('\n\n');
  const header = text.slice(0, end).replace(realpathSync(folder), '/folder').replace(/\n */g, ' · ');
  return header + text.slice(end).replace(/sha256 [0-9a-f]{12}/, 'sha256 xxxxxxxxxxxx');
}
