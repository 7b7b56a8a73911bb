/** What a Windows brings against malware depends on which of these it is. */
export type WindowsEdition =
  | 'client'
  | 'old-client'
  | 'server'
  | 'server-2012-r2'
  | 'old-server'
  /** A client or a server whose version was not read, or nothing was read. */
  | 'unknown';

/** Builds of the first Windows 10 and of the first Windows Server 2016; of Windows 8.1 and Server 2012 R2. */
const firstClient = 10_240;
const firstServer = 14_393;
const build2012R2 = 9_600;

/**
 * Which Windows it is, by its role and the name of its system, which ends in its build
 * (`Windows Server 2019 Standard 17763`). A name with "Server" is a server, also where no role was read.
 */
export function windowsEdition(role: string | undefined, os: string | undefined): WindowsEdition {
  const isServer = role === 'server' || role === 'domain-controller' || /\bserver\b/i.test(os ?? '');
  if (os === undefined) return 'unknown';
  const build = /\s(\d{4,6})$/.exec(os)?.[1];
  return isServer ? serverOf(os, Number(build)) : clientOf(role, os, Number(build));
}

function serverOf(os: string, build: number): WindowsEdition {
  const year = /\bserver (2\d{3})( r2)?\b/i.exec(os);
  // A year may end the text and then looks like a build.
  if (build >= firstServer || Number(year?.[1]) >= 2016) return 'server';
  if (build === build2012R2 || (year?.[1] === '2012' && year[2] !== undefined)) return 'server-2012-r2';
  return year !== null || build < firstServer ? 'old-server' : 'unknown';
}

function clientOf(role: string | undefined, os: string, build: number): WindowsEdition {
  if (!/\bwindows\b/i.test(os)) return 'unknown';
  if (build >= firstClient || /\bwindows 1[01]\b/i.test(os)) return 'client';
  if (/\bwindows (xp|vista|7|8|8\.1)(\s|$)/i.test(os)) return 'old-client';
  return role === 'workstation' && build < firstClient ? 'old-client' : 'unknown';
}
