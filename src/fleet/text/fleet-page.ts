import { Page, type TableOptions } from '../../report/layout.ts';
import { type FleetMessages, pageEn } from '../messages/page-en.ts';

/** How a fleet is shown at a terminal. */
export interface FleetTableOptions extends Omit<TableOptions, 'messages'> {
  /** The language; default English. */
  readonly words?: FleetMessages;
}

/** A page of fixed width with the words of a fleet. */
export class FleetPage extends Page {
  readonly t: FleetMessages;

  constructor({ words = pageEn, ...options }: FleetTableOptions = {}) {
    super({ ...options, messages: words.report });
    this.t = words;
  }
}
