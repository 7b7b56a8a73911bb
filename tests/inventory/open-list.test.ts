import { describe, expect, it } from 'vitest';
import { endsInOpenList } from '../../src/inventory/open-list.ts';
import { importText } from './importers/imported.ts';

describe('a text that breaks off within a list', () => {
  it.each([
    ['{"value":[{"a":1},', true],
    ['{"value": [', true],
    ['{"a":"]","value":[{"b":"}"},\r', true],
    ['{"a":{"b":[1,', true],
    ['{', false],
    ['{"a":1,', false],
    ['{"a":', false],
    ['{"a":[1', false],
    ['{"a":"[{},', false],
    ['{"a":"\\"[,', false],
    ['{"a":[]},', false],
    ['', false],
  ])('%s: %s', (text, expected) => {
    expect(endsInOpenList(text)).toBe(expected);
  });
});

describe('one JSON value with a row a line', () => {
  const app = (device: string): string =>
    JSON.stringify({ ApplicationName: 'Editor', ApplicationVersion: '1', DeviceName: device });
  const host = (hostname: string): string =>
    JSON.stringify({ id: 1, hostname, software: [{ id: 1, name: 'Editor', source: 'programs' }] });

  it.each([
    ['intune', `{"value":[${app('a')},\n${app('b')}]}`, undefined],
    ['intune', `{"value":[${app('a')},\r\n${app('b')}]}\r\n`, 'intune'],
    ['intune', `{"value":[\n${app('a')},\n${app('b')}\n]}\n`, undefined],
    ['intune', `${app('a')}\n${app('b')}\n`, undefined],
    ['fleet', `{"hosts":[${host('a')},\n${host('b')}]}`, undefined],
  ])('is read as %s: %s', async (format, text, from) => {
    const read = await importText(text, { from });
    const hosts = read.rows.map((row) => row.type === 'item' && row.draft.host);
    expect([read.format, ...hosts]).toEqual([format, 'a', 'b']);
  });

  it('is no lines of JSON of which the first is broken', async () => {
    const read = await importText(`{"ApplicationName":"Editor",\n${app('a')}\n${app('b')}\n`);
    expect(read.rows.map(({ type }) => type)).toEqual(['fault', 'item', 'item']);
  });
});
