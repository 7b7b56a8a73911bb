/** How a renderer marks text for a terminal. Each function returns its text with codes around it, of equal columns. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  green(text: string): string;
  cyan(text: string): string;
}

/** The name of one function of {@link Style}. */
export type Tone = keyof Style;

const same = (text: string): string => text;

/** Marks nothing: for pipes, files and `NO_COLOR`. */
export const plainStyle: Style = { bold: same, dim: same, red: same, yellow: same, green: same, cyan: same };
