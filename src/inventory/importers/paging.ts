import { isFields, listOf, textAt } from './fields.ts';

/**
 * Why an answer of a service is not all that it has: it names a next page, or counts more rows than it holds. Undefined where
 * it says neither. Sources: OData 4.01 `@odata.nextLink` (Microsoft Graph and Defender); Fleet REST API `meta`; Datto RMM API
 * `pageDetails`; Wazuh API `total_affected_items`; NinjaOne API, cursor of `/v2/queries`.
 */
export function morePages(document: unknown): string | undefined {
  if (!isFields(document)) return undefined;
  const { meta, pageDetails, cursor, data } = document;
  if (textAt(document, '@odata.nextLink', 'odata.nextLink') !== undefined) return onePage('@odata.nextLink');
  if (isFields(meta) && meta['has_next_results'] === true) return onePage('meta.has_next_results');
  if (isFields(pageDetails) && textAt(pageDetails, 'nextPageUrl') !== undefined)
    return onePage('pageDetails.nextPageUrl');
  if (isFields(cursor) && textAt(cursor, 'name') !== undefined) return onePage('cursor');
  if (!isFields(data)) return undefined;
  const total = data['total_affected_items'];
  const here = listOf(data['affected_items']).length;
  return typeof total === 'number' && total > here
    ? `it holds ${here} of ${total} rows; ${fetchAll}`
    : undefined;
}

function onePage(sign: string): string {
  return `it may be one page of several ("${sign}"); ${fetchAll}`;
}

const fetchAll = 'fetch all pages, and put their rows into one list';
