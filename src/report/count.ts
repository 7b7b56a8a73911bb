/** A space at which no line is broken; it is printed as a plain space. */
export const glue = '\u00a0';

/** A whole number for a reader, its thousands apart by {@link glue}: `1 812`. */
export function grouped(value: number): string {
  return String(Math.trunc(value)).replace(/(?<=\d)(?=(\d{3})+$)/g, glue);
}

/** `1 gap`, `2 gaps`, `3 entries`: a count with its noun in the fitting number, in plain characters. */
export function count(value: number, noun: string, plural = `${noun}s`): string {
  return `${value} ${value === 1 ? noun : plural}`;
}
