const english = 0x09;

/**
 * English before neutral before all others. The low ten bits of a Windows language id are the language, the others
 * its region. Source: Microsoft, Language Identifier Constants.
 */
export function languageRank(languageId: number): number {
  if ((languageId & 0x3ff) === english) return 0;
  return languageId === 0 ? 1 : 2;
}
