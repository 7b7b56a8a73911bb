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
  },
];

/** Folders of Firefox below a home that hold one folder for each profile. */
export const firefoxProfiles: Readonly<Partial<Record<Platform, readonly string[]>>> = {
  windows: ['AppData/Roaming/Mozilla/Firefox/Profiles'],
  linux: ['.mozilla/firefox', 'snap/firefox/common/.mozilla/firefox'],
  macos: ['Library/Application Support/Firefox/Profiles'],
};

/** Folder that holds the homes, and homes beside it. */
export const homes: Readonly<
  Partial<Record<Platform, { readonly folder: string; readonly more: readonly string[] }>>
> = {
  windows: { folder: 'C:/Users', more: [] },
  linux: { folder: '/home', more: ['/root'] },
  macos: { folder: '/Users', more: ['/var/root'] },
};
