import { html, type Markup } from '../../report/html/markup.ts';

/** Something wider than a phone: it scrolls for itself, also by keyboard, and a screen reader is told what it is. */
export function scroll(label: string, content: Markup): Markup {
  return html`<div class="scroll" role="group" tabindex="0" aria-label="${label}">${content}</div>`;
}
