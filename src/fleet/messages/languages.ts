import type { Language } from '../../report/messages/languages.ts';
import { type FleetMessages, pageEn } from './page-en.ts';

/** Where each language comes from: English with the program, every other from its own file when it is asked for. */
const sources = {
  en: async () => pageEn,
  de: async () => (await import('./de.ts')).de,
} as const satisfies Readonly<Record<Language, () => Promise<FleetMessages>>>;

/** What a fleet says in a language. */
export function loadFleetMessages(language: Language): Promise<FleetMessages> {
  return sources[language]();
}
