import { X509Certificate } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type KeySpec, storedText, type ValueSpec, writeHive } from './hive-writer.ts';

/** A Windows system in a folder, with real hives: `disk` inside `folder`, so that a report can name it the same each time. */
export interface WindowsRoot {
  readonly folder: string;
  readonly path: string;
  remove(): void;
}

/**
 * Builds a Windows root from a readable folder: `SOFTWARE.reg`, `SYSTEM.reg`, `users/<name>.reg` (that user's
 * NTUSER.DAT) in the syntax of a registry export, written to hives by the tests' own writer, and `files.txt` with one
 * path a line, optionally followed by ` < text` or ` < FILE` (a file of the folder above).
 * Beside the usual forms a value may be `expand:"…"`, `multi:"a","b"` or `cert:FILE` (a certificate blob).
 */
export function makeWindowsRoot(folder: string): WindowsRoot {
  const parent = mkdtempSync(join(tmpdir(), 'phaseout-windows-'));
  const path = join(parent, 'disk');
  const hive = (file: string, target: string): void => {
    const full = join(path, target);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, writeHive(parseReg(readFileSync(file, 'utf8'), dirname(folder))));
  };
  hive(join(folder, 'SOFTWARE.reg'), 'Windows/System32/config/SOFTWARE');
  hive(join(folder, 'SYSTEM.reg'), 'Windows/System32/config/SYSTEM');
  // Every Windows has the hive of the system's own account, and one from which new users are made.
  for (const target of ['Windows/System32/config/DEFAULT', 'Users/Default/NTUSER.DAT']) {
    mkdirSync(dirname(join(path, target)), { recursive: true });
    writeFileSync(join(path, target), writeHive({ name: 'ROOT', keys: [{ name: 'Software' }] }));
  }
  for (const file of list(join(folder, 'users'))) {
    hive(join(folder, 'users', file), `Users/${file.replace(/\.reg$/, '')}/NTUSER.DAT`);
  }
  for (const line of readFileSync(join(folder, 'files.txt'), 'utf8').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [name = '', content] = line.split(' < ');
    const full = join(path, name.trim());
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content === undefined ? '' : contentOf(content.trim(), dirname(folder)));
  }
  return { folder: parent, path, remove: () => rmSync(parent, { recursive: true, force: true }) };
}

function contentOf(text: string, folder: string): string | Buffer {
  return text.startsWith('file:') ? readFileSync(join(folder, text.slice(5))) : text;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // this host has no users of its own
  }
}

interface Key {
  readonly name: string;
  readonly keys: Map<string, Key>;
  readonly values: ValueSpec[];
}

/** A hive's tree from export text; keys are written below the hive's root, without HKLM\SOFTWARE or the like. */
function parseReg(text: string, folder: string): KeySpec {
  const root: Key = { name: 'ROOT', keys: new Map(), values: [] };
  let current = root;
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith(';')) continue;
    const key = /^\[(?<path>.+)\]$/.exec(trimmed)?.groups?.['path'];
    if (key !== undefined) {
      current = keyAt(root, key.split('\\'));
      continue;
    }
    const value = /^(?:"(?<name>(?:[^"\\]|\\.)*)"|@)=(?<data>.+)$/.exec(trimmed)?.groups;
    if (value === undefined) throw new Error(`line ${index + 1} is no key and no value: ${line}`);
    current.values.push({ name: unquote(value['name'] ?? ''), ...parseData(value['data'] ?? '', folder) });
  }
  return specOf(root);
}

function keyAt(root: Key, path: readonly string[]): Key {
  let key = root;
  for (const name of path) {
    const next = key.keys.get(name) ?? { name, keys: new Map(), values: [] };
    key.keys.set(name, next);
    key = next;
  }
  return key;
}

/** Subkeys in the order in which Windows stores them: by upper-cased name. */
function specOf(key: Key): KeySpec {
  const keys = [...key.keys.values()].sort((a, b) => (a.name.toUpperCase() < b.name.toUpperCase() ? -1 : 1));
  return { name: key.name, keys: keys.map(specOf), values: key.values };
}

function parseData(data: string, folder: string): { type: number; data: Buffer } {
  const texts = [...data.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => unquote(match[1] ?? ''));
  if (data.startsWith('"')) return { type: 1, data: storedText(texts[0] ?? '') };
  if (data.startsWith('expand:')) return { type: 2, data: storedText(texts[0] ?? '') };
  if (data.startsWith('multi:')) return { type: 7, data: Buffer.from(`${texts.join('\0')}\0\0`, 'utf16le') };
  if (data.startsWith('dword:')) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(Number.parseInt(data.slice(6), 16));
    return { type: 4, data: bytes };
  }
  if (data.startsWith('hex:'))
    return { type: 3, data: Buffer.from(data.slice(4).replaceAll(',', ''), 'hex') };
  if (data.startsWith('cert:')) return { type: 3, data: certificateBlob(join(folder, data.slice(5))) };
  throw new Error(`no such value: ${data}`);
}

/** Properties of a certificate as Windows keeps them: SHA-1 (3) and the DER certificate (0x20). */
function certificateBlob(file: string): Buffer {
  const certificate = new X509Certificate(readFileSync(file));
  const property = (id: number, bytes: Buffer): Buffer => {
    const head = Buffer.alloc(12);
    head.writeUInt32LE(id, 0);
    head.writeUInt32LE(1, 4);
    head.writeUInt32LE(bytes.length, 8);
    return Buffer.concat([head, bytes]);
  };
  const sha1 = Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex');
  return Buffer.concat([property(3, sha1), property(0x20, certificate.raw)]);
}

function unquote(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
