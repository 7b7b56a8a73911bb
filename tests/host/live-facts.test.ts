import { describe, expect, it } from 'vitest';
import { liveHost } from '../../src/host/live-host.ts';

describe('facts of the running machine', () => {
  it('are texts or unknown, within their time limit, and never fail', async () => {
    const { facts } = liveHost('linux');
    const answers = await Promise.all([facts?.os(), facts?.hardwareId()]);
    for (const answer of answers) {
      expect(answer === undefined || (answer.length > 1 && answer.trim() === answer)).toBe(true);
    }
  });
});
