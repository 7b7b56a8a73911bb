import type { Dialect, Step } from './dialect.ts';

/**
 * Puts steps and the last query together: one statement with a common table expression for each step, or several, where the
 * dialect keeps the result of some steps in tables. A statement holds only the steps that it needs.
 */
export function statementsOf(steps: readonly Step[], last: string, dialect: Dialect): string[] {
  const statements: string[] = [];
  const kept = new Set<string>();
  for (const name of dialect.stages) {
    const query = `SELECT * FROM ${name}`;
    statements.push(...dialect.keep(tableOf(name), withSteps(query, steps, kept)));
    kept.add(name);
  }
  return [...statements, dialect.last(withSteps(last, steps, kept))];
}

function tableOf(step: string): string {
  return `phaseout_${step}`;
}

/** The query with the steps before it, those that are kept read from their tables. */
function withSteps(query: string, steps: readonly Step[], kept: ReadonlySet<string>): string {
  const needed = new Set<string>();
  // A step builds on steps before it only; words of its literals may have the name of a later one.
  const visit = (text: string, before: number): void => {
    const words = new Set(text.match(/\b[a-z_]+\b/g) ?? []);
    for (const [index, step] of steps.slice(0, before).entries()) {
      if (!words.has(step.name) || needed.has(step.name)) continue;
      needed.add(step.name);
      if (!kept.has(step.name)) visit(step.text, index);
    }
  };
  visit(query, steps.length);
  const expressions = steps
    .filter(({ name }) => needed.has(name))
    .map(({ name, text }) => (kept.has(name) ? `${name} AS (SELECT * FROM ${tableOf(name)})` : text));
  return `WITH\n${expressions.join(',\n')}\n${query}`;
}
