import { en, type Messages } from './en.ts';

/** Where each language comes from: English with the program, every other from its own file when it is asked for. */
const sources = {
  en: async () => en,
  de: async () => (await import('./de.ts')).de,
} as const satisfies Readonly<Record<string, () => Promise<Messages>>>;

/** A language that a report can be in. */
export type Language = keyof typeof sources;

/** The languages, the default first. A new one is its file in this folder and its line above. */
export const languages = Object.keys(sources) as Language[];

/** The catalogue of a language. */
export function loadMessages(language: Language): Promise<Messages> {
  return sources[language]();
}
