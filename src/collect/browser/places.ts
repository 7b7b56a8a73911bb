import type { Platform } from '../../model/vocabulary.ts';

/** Where a browser of the Chromium family keeps what users installed, and where it is told what to install. */
export interface ChromiumBrowser {
  readonly id: string;
  /** Data folder below a home. */
  readonly data: Readonly<Partial<Record<Platform, readonly string[]>>>;
  /** Vendor and name below `SOFTWARE` and `SOFTWARE\Policies`. */
  readonly key: string;
  /** Folder of policies on Linux. */
  readonly policies?: string;
  /** On macOS: the domain of policies, and the folder below `Library/Application Support` of machine and homes. */
  readonly macos?: { readonly domain: string; readonly folder: string };
}

/** Data folders: chromium.org, "User Data Directory"; policies: chromeenterprise.google and each vendor's policy pages. */
export const chromiumBrowsers: readonly ChromiumBrowser[] = [
  {
    id: 'chrome',
    data: {
      windows: ['AppData/Local/Google/Chrome/User Data'],
      linux: ['.config/google-chrome'],
      macos: ['Library/Application Support/Google/Chrome'],
    },
    key: 'Google\\Chrome',
    policies: '/etc/opt/chrome/policies/managed',
    macos: { domain: 'com.google.Chrome', folder: 'Google/Chrome' },
  },
  {
    id: 'edge',
    data: {
      windows: ['AppData/Local/Microsoft/Edge/User Data'],
      linux: ['.config/microsoft-edge'],
      macos: ['Library/Application Support/Microsoft Edge'],
    },
    key: 'Microsoft\\Edge',
    policies: '/etc/opt/edge/policies/managed',
    macos: { domain: 'com.microsoft.Edge', folder: 'Microsoft Edge' },
  },
  {
    id: 'brave',
    data: {
      windows: ['AppData/Local/BraveSoftware/Brave-Browser/User Data'],
      linux: ['.config/BraveSoftware/Brave-Browser'],
      macos: ['Library/Application Support/BraveSoftware/Brave-Browser'],
    },
    key: 'BraveSoftware\\Brave',
    policies: '/etc/brave/policies/managed',
    macos: { domain: 'com.brave.Browser', folder: 'BraveSoftware/Brave-Browser' },
  },
  {
    id: 'chromium',
    data: {
      windows: ['AppData/Local/Chromium/User Data'],
      linux: ['.config/chromium', 'snap/chromium/common/chromium'],
      macos: ['Library/Application Support/Chromium'],
    },
    key: 'Chromium',
    policies: '/etc/chromium/policies/managed',
    macos: { domain: 'org.chromium.Chromium', folder: 'Chromium' },
  },
];

/** Folders of Firefox below a home that hold one folder for each profile. */
export const firefoxProfiles: Readonly<Partial<Record<Platform, readonly string[]>>> = {
  windows: ['AppData/Roaming/Mozilla/Firefox/Profiles'],
  linux: ['.mozilla/firefox', 'snap/firefox/common/.mozilla/firefox'],
  macos: ['Library/Application Support/Firefox/Profiles'],
};

/** Policy files of Firefox: beside the program, and for the whole system. */
export const firefoxPolicyFiles: Readonly<Partial<Record<Platform, readonly string[]>>> = {
  windows: [
    'C:/Program Files/Mozilla Firefox/distribution/policies.json',
    'C:/Program Files (x86)/Mozilla Firefox/distribution/policies.json',
  ],
  linux: [
    '/etc/firefox/policies/policies.json',
    '/usr/lib/firefox/distribution/policies.json',
    '/usr/lib64/firefox/distribution/policies.json',
    '/opt/firefox/distribution/policies.json',
  ],
  macos: ['/Applications/Firefox.app/Contents/Resources/distribution/policies.json'],
};

/** A folder in which programs leave a file for each of their native messaging hosts. */
interface NativeHostFolder {
  readonly browser: string;
  /** Absolute, or below a home. */
  readonly folder: string;
}

/**
 * Folders of native messaging hosts. Windows keeps them in the registry.
 * Source: developer.mozilla.org, Native manifests; developer.chrome.com, Native messaging; learn.microsoft.com, Microsoft
 * Edge, Native messaging; misubi.io, Native Messaging Manifest Lookup (Brave and Chromium on macOS).
 */
export const nativeHostFolders: Readonly<Partial<Record<Platform, readonly NativeHostFolder[]>>> = {
  linux: [
    { browser: 'firefox', folder: '/usr/lib/mozilla/native-messaging-hosts' },
    { browser: 'firefox', folder: '/usr/lib64/mozilla/native-messaging-hosts' },
    { browser: 'firefox', folder: '.mozilla/native-messaging-hosts' },
    { browser: 'chrome', folder: '/etc/opt/chrome/native-messaging-hosts' },
    { browser: 'chrome', folder: '.config/google-chrome/NativeMessagingHosts' },
    { browser: 'chromium', folder: '/etc/chromium/native-messaging-hosts' },
    { browser: 'chromium', folder: '.config/chromium/NativeMessagingHosts' },
  ],
  macos: [
    { browser: 'firefox', folder: '/Library/Application Support/Mozilla/NativeMessagingHosts' },
    { browser: 'firefox', folder: 'Library/Application Support/Mozilla/NativeMessagingHosts' },
    { browser: 'chrome', folder: '/Library/Google/Chrome/NativeMessagingHosts' },
    { browser: 'chrome', folder: 'Library/Application Support/Google/Chrome/NativeMessagingHosts' },
    { browser: 'chromium', folder: '/Library/Application Support/Chromium/NativeMessagingHosts' },
    { browser: 'chromium', folder: 'Library/Application Support/Chromium/NativeMessagingHosts' },
    { browser: 'edge', folder: '/Library/Microsoft/Edge/NativeMessagingHosts' },
    { browser: 'edge', folder: 'Library/Application Support/Microsoft Edge/NativeMessagingHosts' },
    {
      browser: 'brave',
      folder: '/Library/Application Support/BraveSoftware/Brave-Browser/NativeMessagingHosts',
    },
    {
      browser: 'brave',
      folder: 'Library/Application Support/BraveSoftware/Brave-Browser/NativeMessagingHosts',
    },
  ],
};

/** Folder that holds the homes, and homes beside it. */
export const homes: Readonly<
  Partial<Record<Platform, { readonly folder: string; readonly more: readonly string[] }>>
> = {
  windows: { folder: 'C:/Users', more: [] },
  linux: { folder: '/home', more: ['/root'] },
  macos: { folder: '/Users', more: ['/private/var/root'] },
};
