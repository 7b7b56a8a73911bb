import type { OnDamage, VersionText } from './executable-facts.ts';
import { languageRank } from './language-rank.ts';
import { readBlocks } from './version-block.ts';

const maxTextChars = 1024;

/** Field of {@link VersionText} for each name that Windows defines. */
const fields: ReadonlyMap<string, keyof VersionText> = new Map([
  ['companyname', 'companyName'],
  ['productname', 'productName'],
  ['filedescription', 'fileDescription'],
  ['fileversion', 'fileVersion'],
  ['productversion', 'productVersion'],
  ['originalfilename', 'originalFilename'],
]);

type Texts = { -readonly [Name in keyof VersionText]: VersionText[Name] };

/** The texts of one language, and its key: language and code page in eight hexadecimal digits. */
interface TextTable {
  readonly key: string;
  readonly texts: Texts;
}

interface VersionInfo {
  readonly fixed: Texts;
  readonly tables: readonly TextTable[];
}

/**
 * What version resources state, the preferred one first. Within one the languages of its translation table come first,
 * in its order, then English, then the others. Each field is taken from the first that states it, so that a table with
 * half the fields hides nothing.
 */
export function readVersionText(resources: readonly Buffer[], onDamage: OnDamage): VersionText {
  const found = resources.map((bytes) => readVersionInfo(bytes, onDamage));
  const inOrder = [
    ...found.flatMap(({ tables }) => tables.map(({ texts }) => texts)),
    ...found.map(({ fixed }) => fixed),
  ];
  const text: Texts = {};
  for (const field of fields.values()) {
    const value = inOrder.map((texts) => texts[field]).find((stated) => stated !== undefined);
    if (value !== undefined) text[field] = value;
  }
  return text;
}

function readVersionInfo(bytes: Buffer, onDamage: OnDamage): VersionInfo {
  // What a tool left after the only block is none of it.
  const length = bytes.length < 2 ? 0 : bytes.readUInt16LE(0);
  const [root] = readBlocks(bytes.subarray(0, Math.max(length, 6)), onDamage);
  if (root?.key !== 'VS_VERSION_INFO') {
    if (root !== undefined) onDamage('malformed-source', 'a version resource without version information');
    return { fixed: {}, tables: [] };
  }
  const tables: TextTable[] = [];
  const translations: string[] = [];
  for (const part of readBlocks(root.rest, onDamage)) {
    if (part.key === 'StringFileInfo') {
      for (const { key, rest } of readBlocks(part.rest, onDamage)) {
        tables.push({ key: key.toLowerCase(), texts: readTexts(rest, onDamage) });
      }
    } else if (part.key === 'VarFileInfo') {
      for (const { key, value } of readBlocks(part.rest, onDamage)) {
        if (key === 'Translation') translations.push(...readTranslations(value));
      }
    }
  }
  const rank = ({ key }: TextTable): number => {
    const index = translations.indexOf(key);
    if (index !== -1) return index;
    return translations.length + languageRank(Number.parseInt(key.slice(0, 4), 16));
  };
  return { fixed: readFixed(root.value), tables: tables.sort((a, b) => rank(a) - rank(b)) };
}

function readTexts(bytes: Buffer, onDamage: OnDamage): Texts {
  const texts: Texts = {};
  for (const { key, text } of readBlocks(bytes, onDamage)) {
    const field = fields.get(key.toLowerCase());
    const shown = text?.trim().slice(0, maxTextChars);
    if (field !== undefined && shown) texts[field] ??= shown;
  }
  return texts;
}

function readTranslations(value: Buffer): string[] {
  const keys: string[] = [];
  for (let at = 0; at + 4 <= value.length; at += 4) {
    keys.push(hex(value.readUInt16LE(at)) + hex(value.readUInt16LE(at + 2)));
  }
  return keys;
}

/** Source: Microsoft, VS_FIXEDFILEINFO structure. */
function readFixed(value: Buffer): Texts {
  if (value.length < 24 || value.readUInt32LE(0) !== 0xfeef04bd) return {};
  const file = dotted(value.readUInt32LE(8), value.readUInt32LE(12));
  const product = dotted(value.readUInt32LE(16), value.readUInt32LE(20));
  return { ...(file && { fileVersion: file }), ...(product && { productVersion: product }) };
}

/** Undefined for all zeros, which says that nobody filled it in. */
function dotted(high: number, low: number): string | undefined {
  if (high === 0 && low === 0) return undefined;
  return [high >>> 16, high & 0xffff, low >>> 16, low & 0xffff].join('.');
}

function hex(number: number): string {
  return number.toString(16).padStart(4, '0');
}
