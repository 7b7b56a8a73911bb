import { describe, expect, test } from 'vitest';
import { Audience, Regime } from '../../src/model/regime.ts';
import { audienceDocuments, regimeDocuments } from './load-regimes.ts';

describe('rule files fit their schema', () => {
  test.each(regimeDocuments())('$file', ({ value }) => {
    expect(Regime.safeParse(value).error?.issues ?? []).toEqual([]);
  });
  test.each(audienceDocuments())('$file $value.audience', ({ value }) => {
    expect(Audience.safeParse(value).error?.issues ?? []).toEqual([]);
  });
});
