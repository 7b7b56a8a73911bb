import type { Platform } from '../../model/vocabulary.ts';
import type { Table } from './table.ts';

const windows: readonly Platform[] = ['windows'];

/**
 * Entities of Intune's device query for one device, which asks the device itself. Device query for multiple devices has
 * none of them. Source: MicrosoftDocs/memdocs, intune/advanced-analytics/data-platform-schema.md.
 */
export const intuneTables: readonly Table[] = [
  {
    id: 'services',
    kinds: ['service', 'driver'],
    platforms: windows,
    about: 'services as they are now',
    partly: { driver: 'whether WindowsService lists drivers is not documented' },
    source: () => ['WindowsService'],
    shape: [],
    columns: { name: 'ServiceName', displayName: 'DisplayName', path: 'Path' },
    shown: ['ServiceName', 'DisplayName', 'State', 'StartMode', 'Path'],
  },
  {
    id: 'processes',
    kinds: ['process'],
    platforms: windows,
    about: 'programs that run now',
    source: () => ['Process'],
    shape: [],
    columns: { name: 'ProcessName', path: 'Path' },
    shown: ['ProcessName', 'Path'],
  },
  {
    id: 'drivers',
    kinds: ['driver'],
    platforms: windows,
    about: 'drivers of devices that are in use; filter drivers have no device',
    partly: {
      driver: 'WindowsDriver lists drivers of devices in use alone, without the name of the service',
    },
    source: () => ['WindowsDriver'],
    shape: [],
    columns: { publisher: 'ProviderName', displayName: 'FriendlyName' },
    shown: ['FriendlyName', 'ProviderName', 'DriverVersion', 'InfName'],
  },
  {
    id: 'certificates',
    kinds: ['certificate'],
    platforms: windows,
    about: "certificates of the computer; users' are not returned",
    source: () => ['Certificate'],
    shape: [],
    columns: { name: 'CommonName' },
    shown: ['CommonName', 'Issuer', 'StoreLocation', 'StoreName'],
  },
];
