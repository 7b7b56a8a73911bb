import { PlistError, type PlistValue, plistLimits } from './plist-value.ts';

/** An open dictionary or list, and the key that waits for its value. */
interface Open {
  readonly name: 'dict' | 'array';
  readonly items: PlistValue[];
  readonly entries: Map<string, PlistValue>;
  key: string | undefined;
}

const textElements: ReadonlySet<string> = new Set(['key', 'string', 'integer', 'real', 'date', 'data']);

/**
 * Reads a property list in XML: the few elements of Apple's DTD, in time linear in the text. Nothing is fetched, and no
 * entity is known but the five of XML and characters by number. Throws {@link PlistError}.
 * Source: http://www.apple.com/DTDs/PropertyList-1.0.dtd
 */
export function parseXmlPlist(text: string): PlistValue {
  return new Reader(text).read();
}

class Reader {
  readonly #text: string;
  #at = 0;
  #values = 0;
  readonly #open: Open[] = [];
  #result: PlistValue | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  read(): PlistValue {
    for (;;) {
      const tag = this.#nextTag();
      if (tag === undefined) throw malformed('it ends too early');
      if (tag === '/plist' || this.#take(tag)) {
        if (this.#result === undefined || this.#open.length > 0) throw malformed('it holds no value');
        return this.#result;
      }
    }
  }

  /** Takes one element; true where the value of the whole list is complete. */
  #take(tag: string): boolean {
    const isEmpty = tag.endsWith('/');
    const name = /^\/?[a-z]+/.exec(tag)?.[0] ?? '';
    if (name === 'plist') return false;
    if (name === 'dict' || name === 'array') {
      if (this.#open.length >= plistLimits.depth) throw tooLarge('its values are too deep in each other');
      this.#open.push({ name, items: [], entries: new Map(), key: undefined });
      return isEmpty ? this.#close(name) : false;
    }
    if (name === '/dict' || name === '/array') return this.#close(name.slice(1));
    if (name === 'true' || name === 'false') {
      if (!isEmpty && this.#nextTag() !== `/${name}`) throw malformed(`${name} holds something`);
      return this.#add(name === 'true');
    }
    if (!textElements.has(name)) throw malformed(`it holds an element that no property list has`);
    const content = isEmpty ? '' : this.#content(name);
    if (name !== 'key') return this.#add(scalar(name, content));
    const parent = this.#open.at(-1);
    if (parent?.name !== 'dict' || parent.key !== undefined) throw malformed('a key stands where none can');
    parent.key = content;
    return false;
  }

  #close(name: string): boolean {
    const closed = this.#open.pop();
    if (closed?.name !== name || closed.key !== undefined) throw malformed(`a ${name} ends where none can`);
    return this.#add(name === 'dict' ? closed.entries : closed.items);
  }

  #add(value: PlistValue): boolean {
    if (++this.#values > plistLimits.values) throw tooLarge(`it has more than ${plistLimits.values} values`);
    const parent = this.#open.at(-1);
    if (parent === undefined) {
      this.#result = value;
      return true;
    }
    if (parent.name === 'array') parent.items.push(value);
    else if (parent.key === undefined) throw malformed('a value of a dictionary has no key');
    else {
      parent.entries.set(parent.key, value);
      parent.key = undefined;
    }
    return false;
  }

  /** What stands in the next tag; declarations, instructions and comments are passed over. */
  #nextTag(): string | undefined {
    for (;;) {
      const start = this.#text.indexOf('<', this.#at);
      if (start < 0) return undefined;
      const end = this.#text.startsWith('<!--', start)
        ? this.#after('-->', start + 4)
        : this.#text.startsWith('<!DOCTYPE', start)
          ? this.#afterDoctype(start)
          : this.#after('>', start);
      this.#at = end;
      const first = this.#text[start + 1];
      if (first !== '!' && first !== '?') return this.#text.slice(start + 1, end - 1).trimEnd();
    }
  }

  /** A declaration may hold others in brackets. */
  #afterDoctype(start: number): number {
    const end = this.#after('>', start);
    const bracket = this.#text.indexOf('[', start);
    return bracket < 0 || bracket > end ? end : this.#after('>', this.#after(']', bracket));
  }

  #after(mark: string, from: number): number {
    const at = this.#text.indexOf(mark, from);
    if (at < 0) throw malformed('it ends too early');
    return at + mark.length;
  }

  /** Text up to the end of an element that holds nothing else. */
  #content(name: string): string {
    let content = '';
    for (;;) {
      const next = this.#text.indexOf('<', this.#at);
      if (next < 0) throw malformed('it ends too early');
      content += decoded(this.#text.slice(this.#at, next));
      if (this.#text.startsWith('<![CDATA[', next)) {
        const end = this.#after(']]>', next);
        content += this.#text.slice(next + 9, end - 3);
        this.#at = end;
      } else if (this.#text.startsWith('<!--', next)) {
        this.#at = this.#after('-->', next + 4);
      } else {
        this.#at = this.#after('>', next);
        if (this.#text.slice(next + 1, this.#at - 1).trimEnd() !== `/${name}`)
          throw malformed(`a ${name} holds more than text`);
        return content;
      }
    }
  }
}

function scalar(name: string, content: string): PlistValue {
  const text = content.trim();
  switch (name) {
    case 'integer':
      return number(text, /^[+-]?(?:\d{1,40}|0x[0-9a-f]{1,32})$/i);
    case 'real':
      return number(text, /^[+-]?(?:\d[\d.e+-]{0,60}|nan|inf(?:inity)?)$/i);
    case 'date': {
      const date = new Date(text);
      if (!/^-?\d{4,6}-/.test(text) || Number.isNaN(date.getTime())) throw malformed('a date is none');
      return date;
    }
    case 'data':
      return Buffer.from(text, 'base64');
    default:
      return content;
  }
}

function number(text: string, form: RegExp): number {
  if (!form.test(text)) throw malformed('a number is none');
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[+-]/, '').toLowerCase();
  if (digits.startsWith('inf')) return sign * Number.POSITIVE_INFINITY;
  return sign * Number(digits === 'nan' ? Number.NaN : digits);
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?<name>lt|gt|amp|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return entities[name.toLowerCase()] ?? entity;
    const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function malformed(message: string): PlistError {
  return new PlistError('malformed-source', message);
}

function tooLarge(message: string): PlistError {
  return new PlistError('too-large', message);
}
