import { html, type Markup } from '../../report/html/markup.ts';
import { type FleetState, fleetStates } from '../host-row.ts';
import type { FleetMessages } from '../messages/page-en.ts';
import { stateTones } from './state-tones.ts';

const width = 200;
const height = 14;
/** A part that is there is seen, however small its share. */
const leastWidth = 3;

/** One part of a bar: how much, its colour, and its name for whoever does not see it. */
export interface BarPart {
  readonly value: number;
  readonly tone: string;
  readonly name: string;
}

/** A bar of which each part has its share of the whole; the text of the drawing says the numbers. */
export function shareBar(t: FleetMessages, parts: readonly BarPart[], label: string): Markup {
  const there = parts.filter(({ value }) => value > 0);
  const whole = there.reduce((sum, { value }) => sum + value, 0);
  const least = leastWidth * there.length;
  let x = 0;
  const drawn = there.map(({ value, tone }) => {
    const wide = leastWidth + (value / whole) * (width - least);
    const from = x;
    x += wide;
    return html`<rect class="f-${tone}" x="${from.toFixed(1)}" y="0" width="${wide.toFixed(1)}" height="${height}"/>`;
  });
  const words = there.map(({ value, name }) => `${name} ${value}`).join(', ');
  return html`<svg class="bar" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${`${label}: ${words || t.none}`}">${drawn}</svg>`;
}

/** A bar of one length, in proportion to the greatest of its kind. */
export function lengthBar(value: number, greatest: number, tone: string, label: string): Markup {
  const wide = value === 0 ? 0 : Math.max(leastWidth, (value / Math.max(1, greatest)) * width);
  return html`<svg class="bar" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="${`${label}: ${value}`}"><rect class="f-${tone}" x="0" y="0" width="${wide.toFixed(1)}" height="${height}"/></svg>`;
}

/** The parts of a bar of hosts by state, worst first. */
export function stateParts(
  t: FleetMessages,
  byState: Readonly<Partial<Record<FleetState, number>>>,
): BarPart[] {
  return fleetStates.map((state) => ({
    value: byState[state] ?? 0,
    tone: stateTones[state],
    name: t.states[state].name.toLowerCase(),
  }));
}
