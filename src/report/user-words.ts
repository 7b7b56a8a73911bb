/** Accounts that every system has, in lower case: their names say nothing of a person. */
export const accountsOfEverySystem: ReadonlySet<string> = new Set([
  'public',
  'default',
  'default user',
  'default.migrated',
  'defaultuser0',
  'defaultaccount',
  'wdagutilityaccount',
  'all users',
  'shared',
  'machine',
  'root',
  'system',
  'systemprofile',
  'localservice',
  'local service',
  'networkservice',
  'network service',
  'administrator',
  'guest',
  'lost+found',
]);

/**
 * Words that are also names of accounts, in lower case. Text that holds one speaks of something else as often as of the
 * account, so they are replaced only where a home or a scope says that a user is meant.
 */
export const commonWords: readonly string[] = [
  'account admin agent alert android antivirus app apple application apps apt archive audit auto backup base bin boot',
  'browser build cache cert certificate chrome chromium cisco client cloud code com common config console container',
  'control core corp custom daemon data database date db debian default demo deploy desktop dev developer device disk',
  'dist dns docker domain download driver edge elastic endpoint engine error event example exe file files filter',
  'firefox firewall folder for format from ftp game gateway git github gitlab global google group guest hidden home',
  'host http hub image info installer installed inventory item java jenkins job kernel key lab lib library license',
  'linux list live local log mac macos mail main manager media message microsoft mobile mode module monitor mysql name',
  'nas net network news nginx node not office open opt oracle ops order owner package packages part password path',
  'plugin policy portal postgres power print printer process product production profile program project proxy',
  'public python query read redis registry release remote report root rpm rules run runner running safe sales scan',
  'scanner script secure security server service services session setup share shell site snap software source sql',
  'ssh staff stage start state status stop storage store student support svc sync sys system task teacher team temp',
  'template test tester tests the tmp tool tools training ubuntu unix update updates upload user users usr vagrant var',
  'version virtual vpn web window windows wine work worker workstation www xml zip',
].flatMap((line) => line.split(' '));
