import { expect, it } from 'vitest';
import { withoutSecrets } from '../../../src/collect/parse/without-secrets.ts';

it.each([
  ['msiexec /x {1} KLLOGIN=Admin KLPASSWD=s3cret /qn', 'msiexec /x {1} …'],
  ['setup.exe /pKLLOGIN=a /pKLPASSWD=b /x', 'setup.exe …'],
  ['msiexec /x {1} kluninstpasswd=6100', 'msiexec /x {1} …'],
  ['a.exe -mypassword s3cret', 'a.exe …'],
  ['a.exe "/pwd" s3cret', 'a.exe …'],
  ['a.exe --token: x', 'a.exe …'],
  ['PASSWORD=x', '…'],
  [
    '"C:\\Program Files\\Password Manager\\unins.exe" /S',
    '"C:\\Program Files\\Password Manager\\unins.exe" /S',
  ],
  ['C:\\token ring\\x.exe', 'C:\\token ring\\x.exe'],
  ['', ''],
])('%s', (command, expected) => {
  expect(withoutSecrets(command, 300)).toBe(expected);
});

it('cuts long commands and takes linear time over hostile ones', () => {
  expect(withoutSecrets('abcdef', 3)).toBe('abc…');
  withoutSecrets('x'.repeat(2_000), 10);
  withoutSecrets(`${'/'.repeat(1_000)}${'password'.repeat(200)}`, 10);
});
