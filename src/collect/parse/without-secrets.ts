/**
 * Words of options behind which a password may stand: KLLOGIN=, KLPASSWD=, KLUNINSTPASSWD=, PASSWORD:, /pwd x,
 * --token x. Source: the vendor's documented ways of removal (KLLOGIN, KLPASSWD, KLUNINSTPASSWD); the rest by caution.
 */
const word = '(?:login|passwd|password|passphrase|pwd|secret|token|apikey)\\w{0,20}["\']?';
const secret = new RegExp(`${word}\\s?[=:]|(?<=[\\s"'][/-]{1,2}\\w{0,20})${word}\\s`, 'i');

/** A command line without its options from the first on that may carry a password, cut to `maxUnits` UTF-16 units. */
export function withoutSecrets(command: string, maxUnits: number): string {
  const at = command.search(secret);
  const open = at < 0 ? command : `${command.slice(0, at).replace(/\S{0,40}$/, '')}…`;
  return open.length <= maxUnits ? open : `${open.slice(0, maxUnits)}…`;
}
