import { describe, expect, it } from 'vitest';
import { liveWindowsRules } from '../../../src/host/path-rules.ts';

describe('paths of the running Windows', () => {
  const rules = liveWindowsRules('d:\\Windows', false);
  const redirected = liveWindowsRules('D:\\Windows', true);

  it.each([
    ['c:/Program Files/a', ['C:', 'Program Files', 'a']],
    ['/Users/x', ['D:', 'Users', 'x']],
    ['/', ['D:']],
    ['D:/windows/SYSTEM32/drivers', ['D:', 'windows', 'SYSTEM32', 'drivers']],
    ['C:/Windows/System32/Tasks', ['D:', 'Windows', 'System32', 'Tasks']],
    ['C:/users/x', ['D:', 'users', 'x']],
    ['C:/Windows.old', ['C:', 'Windows.old']],
    ['C:/', ['C:']],
  ])('%s', (path, segments) => {
    expect(rules.segments(path)).toEqual(segments);
  });

  it.each([
    ['D:/windows/SYSTEM32/drivers', ['D:', 'windows', 'Sysnative', 'drivers']],
    ['/Windows/System32', ['D:', 'Windows', 'Sysnative']],
    ['D:/Windows/SysWOW64', ['D:', 'Windows', 'SysWOW64']],
    ['C:/Windows/System32', ['D:', 'Windows', 'Sysnative']],
  ])('%s for a 32-bit process', (path, segments) => {
    expect(redirected.segments(path)).toEqual(segments);
  });

  it.each([
    ['C:\\Users', { absolute: true, segments: ['C:', 'Users'] }],
    ['\\\\?\\E:\\x', { absolute: true, segments: ['E:', 'x'] }],
    ['\\Users', { absolute: true, segments: ['D:', 'Users'] }],
    ['..\\x', { absolute: false, segments: ['..', 'x'] }],
    ['\\\\server\\share', undefined],
    ['\\\\?\\Volume{1}\\x', undefined],
    ['\\\\?\\UNC\\server\\share', undefined],
  ])('a link to %s', (text, target) => {
    expect(rules.link(text)).toEqual(target);
  });
});
