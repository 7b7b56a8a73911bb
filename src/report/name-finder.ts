/** One letter or digit before or after a name makes it part of another word. */
const wordCharacter = /[\p{L}\p{N}\p{M}]/u;
const token = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * Replaces names wherever they stand as words of their own, in any case and either Unicode normal form: also in file
 * names (`jdoe_notes.txt`), not inside longer words (`martini`). The time depends on the text and not on the number of
 * names: a name is looked up by its first word.
 */
export class NameFinder {
  readonly #byToken = new Map<string, { readonly name: string; readonly at: number }[]>();

  constructor(names: Iterable<string>) {
    for (const given of new Set([...names].flatMap((name) => [name.normalize('NFC'), name.normalize('NFD')])))
      this.#add(given.toLowerCase());
    // The longest first: "anna maria" before "anna".
    for (const all of this.#byToken.values()) all.sort((a, b) => b.name.length - a.name.length);
  }

  /** The text with each name as `instead` gives it. */
  replace(text: string, instead: (name: string) => string): string {
    if (this.#byToken.size === 0) return text;
    const lower = text.toLowerCase();
    // Lower case of some letters is longer than they are; then places would not agree, and the text itself is searched.
    const searched = lower.length === text.length ? lower : text;
    let result = '';
    let done = 0;
    token.lastIndex = 0;
    for (let match = token.exec(searched); match !== null; match = token.exec(searched)) {
      const found = this.#at(
        searched,
        searched === lower ? match[0] : match[0].toLowerCase(),
        match.index,
        done,
      );
      if (found === undefined) continue;
      result += text.slice(done, found.from) + instead(text.slice(found.from, found.to));
      done = found.to;
    }
    return done === 0 ? text : result + text.slice(done);
  }

  #add(name: string): void {
    const [first] = name.matchAll(token);
    if (first === undefined) return;
    const entry = { name, at: first.index };
    const there = this.#byToken.get(first[0]);
    if (there) there.push(entry);
    else this.#byToken.set(first[0], [entry]);
  }

  #at(text: string, word: string, index: number, done: number): { from: number; to: number } | undefined {
    for (const { name, at } of this.#byToken.get(word) ?? []) {
      const from = index - at;
      const to = from + name.length;
      if (from < done || text.slice(from, to).toLowerCase() !== name) continue;
      if (isWord(text, to - 1) && isWord(text, to)) continue;
      return { from, to };
    }
    return undefined;
  }
}

function isWord(text: string, index: number): boolean {
  return wordCharacter.test(String.fromCodePoint(text.codePointAt(index) ?? 0));
}
