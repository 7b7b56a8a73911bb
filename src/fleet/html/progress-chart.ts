import { grouped } from '../../report/count.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import type { FleetMessages } from '../messages/page-en.ts';
import type { ProgressPoint } from '../view.ts';
import { scroll } from './scroll.ts';

const width = 960;
const height = 300;
/** Half a date has room on the left, the numbers of the axis on the right: there a phone begins, with the newest bars. */
const left = 36;
const right = 64;
const top = 12;
const bottom = 44;
/** Dates below the chart; more would lie over each other. */
const maxDates = 10;

const layers = [
  { key: 'affected', tone: 'bad' },
  { key: 'unknown', tone: 'dark' },
  { key: 'doubted', tone: 'info' },
  { key: 'clearedInAll', tone: 'good' },
] as const;

/**
 * How the hosts that ever had findings stood at the end of each stretch of time: a stack of those that are affected,
 * those not seen lately, and those proven free. The table below it holds every number that is drawn. Nothing where
 * there are fewer than two stretches.
 */
export function progressChart(t: FleetMessages, points: readonly ProgressPoint[]): Markup | undefined {
  if (points.length < 2) return undefined;
  const totals = points.map((point) => layers.reduce((sum, { key }) => sum + point[key], 0));
  const step = niceStep(Math.max(1, ...totals) / 4);
  const most = Math.ceil(Math.max(1, ...totals) / step) * step;
  const y = (value: number): number => top + (1 - value / most) * (height - top - bottom);
  const slot = (width - left - right) / points.length;
  const bar = Math.min(48, slot * 0.72);
  const every = Math.ceil(points.length / maxDates);
  const ticks = Array.from({ length: Math.round(most / step) + 1 }, (_, index) => index * step);
  const first = points[0];
  const last = points.at(-1);
  const parts = layers.map(({ key }) => `${last?.[key]} ${t.chart[key]}`).join(', ');
  const words = t.chartWords(first?.from ?? '', last?.to ?? '', parts);
  return html`${scroll(
    t.progress,
    html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${words}">
${ticks.map((tick) => html`<line class="grid" x1="${left}" x2="${width - right}" y1="${y(tick).toFixed(1)}" y2="${y(tick).toFixed(1)}"/><text class="soft" x="${width - right + 8}" y="${(y(tick) + 4).toFixed(1)}">${grouped(tick)}</text>`)}
${points.map((point, index) => {
  const x = left + slot * index + (slot - bar) / 2;
  let below = 0;
  const parts = layers.map(({ key, tone }) => {
    const from = below;
    below += point[key];
    if (point[key] === 0) return undefined;
    return html`<rect class="f-${tone}" x="${x.toFixed(1)}" y="${y(below).toFixed(1)}" width="${bar.toFixed(1)}" height="${(y(from) - y(below)).toFixed(1)}"/>`;
  });
  // Counted from the last one, so that the newest date always stands.
  const isDated = (points.length - 1 - index) % every === 0;
  const date = isDated
    ? html`<text class="soft" x="${(x + bar / 2).toFixed(1)}" y="${height - bottom + 18}" text-anchor="middle">${point.to}</text>`
    : undefined;
  return html`${parts}${date}`;
})}
</svg>`,
    'newest',
  )}
<ul class="legend">${layers.map(({ key, tone }) => html`<li><svg class="key" viewBox="0 0 14 14" aria-hidden="true"><rect class="f-${tone}" width="14" height="14"/></svg>${t.chart[key]}</li>`)}</ul>`;
}

/** 1, 2 or 5 times a power of ten, at least `least` and at least 1. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? power * 10;
}
