import { describe, expect, test } from 'vitest';
import { builtInPack } from './built-in-pack.ts';

/** Commands that take a product away or stop it, on any system that the pack knows or will know. */
const removalCommands: readonly RegExp[] = [
  /\bdpkg\s+(-\w*[rP]\w*|--remove|--purge)\b/,
  /\b(apt|apt-get|aptitude|dnf|yum|microdnf|zypper|tdnf)\s.*\b(remove|purge|autoremove|erase|rm)\b/,
  /\brpm\s+(-\w*e\w*|--erase)\b/,
  /\b(snap|flatpak|pacman|apk|brew)\b.*(\b(remove|uninstall|del)\b|\s-R)/,
  /\bsystemctl\s.*\b(stop|disable|mask|kill)\b|\bservice\s+\S+\s+stop\b|\bupdate-rc\.d\b|\bchkconfig\b/,
  /\b(killall|pkill|kill)\b|\b(rmmod|modprobe\s+-r)\b/,
  /\brm\s.*(kaspersky|kav|kesl|klnagent|KVRT)|\bfind\s.*-delete\b/i,
  /uninst\w*|remove\w*\.(sh|bat|ps1|pl)|kavremover|klcleaner|cleaner\.exe/i,
  /\bmsiexec\b.*\/(x|uninstall)|\bwmic\b.*\buninstall\b|Uninstall-Package|Remove-Item/i,
  /\bkavhttpd\s+-d\b/,
  /\bpkgutil\s+--forget\b|\bkextunload\b|\bsystemextensionsctl\s+uninstall\b/,
];

/** Words of a step that takes a product away or stops it. */
const removalWords =
  /\b(remov(e|es|ing)|uninstall|delet(e|es|ing)|purge|erase|wipe|stop the (service|product)|switch (the|this) engine off)/i;

/** Steps with such words that take nothing of the product away, and why. */
const harmless: readonly (readonly [product: string, start: string, why: string])[] = [
  ['ksc-linux', 'Delete installation tasks', 'the tasks would put products back'],
  ['ksc-web-console', 'Replace passwords and keys', 'a file of answers to the installer'],
];

const steps = builtInPack().products.flatMap(({ product, migration }) =>
  migration.steps.map((step) => ({ product, ...step })),
);

function takesAway({
  product,
  text,
  command = '',
}: Pick<(typeof steps)[number], 'product' | 'text' | 'command'>) {
  if (removalCommands.some((pattern) => pattern.test(command))) return true;
  return (
    removalWords.test(text) && !harmless.some(([owner, start]) => owner === product && text.startsWith(start))
  );
}

describe('under "do NOT remove yet" no command is printed that removes', () => {
  test('a step whose command or words take a product away says so', () => {
    const silent = steps.filter((step) => takesAway(step) && step.removes !== true);
    expect(silent.map(({ product, text, command }) => `${product}: ${command ?? text}`)).toEqual([]);
  });

  test('a step that says so does', () => {
    const idle = steps.filter((step) => step.removes === true && !takesAway(step));
    expect(idle.map(({ product, text }) => `${product}: ${text}`)).toEqual([]);
  });

  test('no step mixes looking and removing, because its command would be withheld with it', () => {
    const mixed = steps.filter(
      ({ command, removes }) =>
        removes === true &&
        command !== undefined &&
        !removalCommands.some((pattern) => pattern.test(command)),
    );
    expect(mixed.map(({ product, command }) => `${product}: ${command}`)).toEqual([]);
  });

  test('each exception is still there', () => {
    const gone = harmless.filter(
      ([owner, start]) => !steps.some(({ product, text }) => product === owner && text.startsWith(start)),
    );
    expect(gone).toEqual([]);
  });
});

test.each([
  ['dpkg -r kesl-gui', true],
  ['dpkg --purge kesl', true],
  ['dpkg -P kesl', true],
  ['apt-get -y purge kesl', true],
  ['apt remove kesl', true],
  ['dnf remove ksc64', true],
  ['zypper rm kesl', true],
  ['rpm -e kesl', true],
  ['rpm -ev --nodeps kesl', true],
  ['snap remove x', true],
  ['pacman -R kesl', true],
  ['systemctl disable --now kavhttpd.service', true],
  ['rm -r /opt/kaspersky', true],
  ['rm -r /var/opt/KVRT2024_Data', true],
  ['kics4net-remove.sh', true],
  ['./uninstall.sh INVENTORY_FILE', true],
  ['msiexec /x {1234} /qn', true],
  ['msiexec.exe /X {ProductCode} /qn /norestart', true],
  ['kavhttpd -d', true],
  ['pkgutil --forget com.kaspersky.kes', true],
  ["dpkg-query -W 'kesl*' 'klnagent*'", false],
  ['dpkg-query -S /opt/kaspersky', false],
  ['rpm -qf /opt/kaspersky', false],
  ["rpm -qa 'kesl*'", false],
  ["systemctl list-unit-files 'kuma-*'", false],
  ['/opt/kaspersky/ksc64/sbin/klbackup', false],
  ['KAVSHELL CONFIG /PPL:OFF', false],
  ['manage-bde -status', false],
  ['gpresult /h report.html', false],
])('the patterns judge the command %s', (command, expected) => {
  expect(takesAway({ product: 'product', text: 'A step.', command })).toBe(expected);
});
