import { createHash } from 'node:crypto';
import type { Report } from '../model/report.ts';
import { redactText, redactUsers } from '../report/redact.ts';

/** A report with pseudonyms in place of users: eight digits of a hash, enough to tell the users of a fleet apart. */
export function redact(report: Report): Report {
  return redactUsers(report, pseudonym);
}

/** A path or sentence with the same pseudonyms. */
export function redactOne(text: string): string {
  return redactText(text, pseudonym);
}

function pseudonym(name: string): string {
  return createHash('sha256').update(`phaseout user ${name}`).digest('hex').slice(0, 8);
}
