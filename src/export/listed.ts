/** What may stand alone or in a list, as a list. */
export function listed<Each extends string>(some: Each | readonly Each[]): readonly Each[] {
  return typeof some === 'string' ? [some] : some;
}
