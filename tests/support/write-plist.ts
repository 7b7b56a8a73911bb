import { execFileSync } from 'node:child_process';

/** A plain value of a test: objects become dictionaries. */
export type PlainPlist =
  | string
  | number
  | boolean
  | Date
  | Buffer
  | readonly PlainPlist[]
  | { readonly [key: string]: PlainPlist };

/** A property list in XML, as Apple's programs lay it out, but in one line. */
export function xmlPlist(value: PlainPlist): Buffer {
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">${element(value)}</plist>\n`,
  );
}

/** The same as a binary property list, by `plistutil` of libplist. */
export function binaryPlist(value: PlainPlist): Buffer {
  return execFileSync('plistutil', ['-i', '-', '-o', '-', '-f', 'bin'], { input: xmlPlist(value) });
}

function element(value: PlainPlist): string {
  if (typeof value === 'string') return `<string>${escaped(value)}</string>`;
  if (typeof value === 'number') return `<integer>${value}</integer>`;
  if (typeof value === 'boolean') return `<${value}/>`;
  if (value instanceof Date) return `<date>${value.toISOString().replace('.000', '')}</date>`;
  if (Buffer.isBuffer(value)) return `<data>${value.toString('base64')}</data>`;
  if (Array.isArray(value)) return `<array>${value.map(element).join('')}</array>`;
  const entries = Object.entries(value as { readonly [key: string]: PlainPlist });
  return `<dict>${entries.map(([key, each]) => `<key>${escaped(key)}</key>${element(each)}`).join('')}</dict>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
