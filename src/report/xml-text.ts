import { plainText } from './plain-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** One line of text for XML 1.0 and HTML, as content or in a quoted attribute: nothing in it is markup. */
export function markupText(text: string, max?: number): string {
  return plainText(text, max).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
