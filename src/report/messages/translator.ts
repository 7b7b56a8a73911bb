import { dayText } from '../instant-text.ts';
import type { Messages } from './en.ts';

/** Longer texts are no sentences of ours. */
const maxCharacters = 6000;
const slot = /\{(\w+)\}/g;

interface Rule {
  readonly pattern: RegExp;
  readonly slots: readonly string[];
  readonly target: string;
}

/** Wordings by their first word; those that begin with a slot under an empty one. */
type Rules = ReadonlyMap<string, readonly Rule[]>;

/**
 * Puts sentences that a report holds in English into the language of a catalogue, by `stored` of the catalogue. A text is
 * translated whole or not at all: where one of its sentences is not known, all of it stays English.
 */
export class Translator {
  readonly #m: Messages;
  readonly #whole: ReadonlyMap<string, string>;
  readonly #sentences: Rules;
  readonly #clauses: Rules;
  readonly #joints: readonly (readonly [string, string])[];
  readonly #known = new Map<string, string>();

  constructor(m: Messages) {
    const { sentences, clauses, joints, pack } = m.stored;
    this.#m = m;
    this.#whole = new Map([...Object.entries(pack), ...Object.entries(sentences)]);
    this.#sentences = rulesOf([...Object.entries(sentences), ...Object.entries(pack)], [' ']);
    this.#clauses = rulesOf(Object.entries(clauses), Object.keys(joints));
    this.#joints = Object.entries(joints);
  }

  /** A text of one sentence or some. */
  text(english: string): string {
    return this.#remembered(english, () => this.#parse(english, this.#sentences, [[' ', ' ']]));
  }

  /** A text of clauses, as the reasons for an exit code and for a deadline are. */
  reason(english: string): string {
    return this.#remembered(english, () => {
      const stop = english.endsWith('.') ? '.' : '';
      const clauses = this.#parse(
        english.slice(0, english.length - stop.length),
        this.#clauses,
        this.#joints,
      );
      return clauses === undefined
        ? this.#parse(english, this.#sentences, [[' ', ' ']])
        : `${clauses}${stop}`;
    });
  }

  #remembered(english: string, translate: () => string | undefined): string {
    const known = this.#known.get(english);
    if (known !== undefined) return known;
    const made =
      this.#whole.get(english) ?? (english.length > maxCharacters ? english : (translate() ?? english));
    this.#known.set(english, made);
    return made;
  }

  #parse(text: string, rules: Rules, joints: readonly (readonly [string, string])[]): string | undefined {
    const hopeless = new Set<number>();
    const from = (at: number): string | undefined => {
      if (hopeless.has(at)) return undefined;
      const first = firstWord(text.slice(at, at + 200));
      for (const rule of [...(rules.get(first) ?? []), ...(rules.get('') ?? [])]) {
        rule.pattern.lastIndex = at;
        const match = rule.pattern.exec(text);
        if (match === null) continue;
        const here = this.#filled(rule, match);
        const end = at + match[0].length;
        if (end === text.length) return here;
        for (const [joint, word] of joints) {
          if (!text.startsWith(joint, end)) continue;
          const rest = from(end + joint.length);
          if (rest !== undefined) return `${here}${word}${rest}`;
        }
      }
      hopeless.add(at);
      return undefined;
    };
    return text === '' ? undefined : from(0);
  }

  #filled({ slots, target }: Rule, match: RegExpExecArray): string {
    const values = new Map(slots.map((name, index) => [name, this.#value(name, match[index + 1] ?? '')]));
    return target.replace(slot, (_all, name: string) => values.get(name) ?? '');
  }

  #value(name: string, value: string): string {
    if (name === 'date') return dayText(isoDay(value), this.#m).replaceAll('\u00a0', ' ');
    const whole = this.#whole.get(value);
    if (whole !== undefined) return whole;
    return value
      .split(', ')
      .map((part) => this.#whole.get(part) ?? part)
      .join(', ');
  }
}

function rulesOf(entries: readonly (readonly [string, string])[], joints: readonly string[]): Rules {
  const rules = new Map<string, Rule[]>();
  const end = `(?=$|${joints.map(literal).join('|')})`;
  for (const [english, target] of entries) {
    const slots = [...english.matchAll(slot)].map((match) => match[1] ?? '');
    const source = english
      .split(/\{\w+\}/)
      .map(literal)
      .reduce((all, piece, index) => `${all}(${shapeOf(slots[index - 1] ?? '')})${piece}`);
    const rule = { pattern: new RegExp(`${source}${end}`, 'suy'), slots, target };
    const key = english.startsWith('{') ? '' : firstWord(english);
    const group = rules.get(key);
    if (group) group.push(rule);
    else rules.set(key, [rule]);
  }
  return rules;
}

function shapeOf(name: string): string {
  if (name === 'n') return '\\d{1,9}';
  return name === 'date' ? '\\d{1,2} [A-Z][a-z]{2} \\d{4}' : '.{1,300}?';
}

/** The first word where nothing but letters is in it: a slot may begin behind anything else. */
function firstWord(text: string): string {
  return /^[A-Za-z]+(?=[ ,.])/.exec(text)?.[0] ?? '';
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2024-09-29` from `29 Sep 2024`. */
function isoDay(text: string): string {
  const [day = '', month = '', year = ''] = text.split(' ');
  const number = english.indexOf(month) + 1;
  return number === 0 ? text : `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}
