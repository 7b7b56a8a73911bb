import { html, type Markup } from '../../report/html/markup.ts';

/**
 * Something wider than a phone: it scrolls for itself, also by keyboard, and a screen reader is told what it is. `newest`:
 * what is seen first is its right end.
 */
export function scroll(label: string, content: Markup, seenFirst: 'start' | 'newest' = 'start'): Markup {
  const classes = seenFirst === 'newest' ? 'scroll newest' : 'scroll';
  return html`<div class="${classes}" role="group" tabindex="0" aria-label="${label}">${content}</div>`;
}
