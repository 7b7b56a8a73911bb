import { markupText } from '../xml-text.ts';

/** HTML that is finished: text in it has been escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, finished markup and lists of it go in as they are. */
export type Part = string | number | Markup | undefined | readonly Part[];

/** A template of HTML in which every text is escaped, in content and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((text, string, index) => text + partText(parts[index - 1]) + string));
}

/** An `id` from a text: letters, digits and hyphens, told apart by a number. */
export function anchor(text: string, index: number): string {
  return `${text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)}-${index + 1}`;
}

function partText(part: Part): string {
  if (part === undefined) return '';
  if (typeof part === 'string') return markupText(part);
  if (typeof part === 'number') return String(part);
  if (part instanceof Markup) return part.text;
  return part.map(partText).join('');
}
