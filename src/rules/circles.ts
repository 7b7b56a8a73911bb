import type { RuleFault } from '../errors.ts';
import type { LocatedDocument, YamlPath } from './document.ts';
import { faultAt } from './fault-at.ts';
import { excerpt } from './words.ts';

/** One thing that refers to another of its kind. `document` is absent where it stands in a pack that is there already. */
export interface Edge {
  readonly document?: LocatedDocument;
  readonly path?: YamlPath;
  readonly from: string;
  readonly to: string;
}

/** Of each kind; the rest shows when these are opened. */
const mostCircles = 20;

/** Audiences that imply themselves and regimes that overtake themselves, in the end; each circle once, where it closes. */
export function checkCircles(edges: readonly Edge[]): RuleFault[] {
  return [
    ...circles(edges.filter(({ document }) => document?.kind !== 'regime')),
    ...circles(edges.filter(({ document }) => document?.kind === 'regime')),
  ];
}

function circles(edges: readonly Edge[]): RuleFault[] {
  const outgoing = new Map<string, Edge[]>();
  for (const edge of edges) {
    const others = outgoing.get(edge.from);
    if (others) others.push(edge);
    else outgoing.set(edge.from, [edge]);
  }
  const faults: RuleFault[] = [];
  const done = new Set<string>();
  for (const start of outgoing.keys()) walk(start);
  return faults;

  /** Depth first with a stack of our own: a chain of audiences may be as long as a pack is. */
  function walk(start: string): void {
    const trail = [{ id: start, next: 0 }];
    const onTrail = new Set([start]);
    for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
      const edge = done.has(top.id) ? undefined : outgoing.get(top.id)?.[top.next++];
      if (edge === undefined) {
        done.add(top.id);
        onTrail.delete(top.id);
        trail.pop();
      } else if (onTrail.has(edge.to)) {
        report(edge, trail);
      } else if (!done.has(edge.to)) {
        trail.push({ id: edge.to, next: 0 });
        onTrail.add(edge.to);
      }
    }
  }

  function report({ document, path, to }: Edge, trail: readonly { readonly id: string }[]): void {
    if (!document || !path || faults.length >= mostCircles) return;
    const ids = trail.map(({ id }) => id);
    const circle = [...ids.slice(ids.indexOf(to)), to];
    const verb = document.kind === 'regime' ? 'is overtaken by' : 'implies';
    const shown = circle.length > 6 ? [...circle.slice(0, 4), '…', ...circle.slice(-1)] : circle;
    const found = `a circle: ${shown.map(excerpt).join(` ${verb} `)}`;
    faults.push(faultAt(document, path, found, `nothing that ${verb} itself in the end`));
  }
}
