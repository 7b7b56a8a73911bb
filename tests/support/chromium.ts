import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer-core';

/** Starts the Chromium on PATH without a window; throws where there is none. */
export function launchChromium(): Promise<Browser> {
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((part) => join(part, 'chromium'))
    .find((path) => existsSync(path));
  if (found === undefined) throw new Error('no chromium on PATH');
  // Tests run as root in containers, where Chromium's sandbox cannot start.
  return puppeteer.launch({ executablePath: found, args: ['--no-sandbox', '--disable-gpu'] });
}
