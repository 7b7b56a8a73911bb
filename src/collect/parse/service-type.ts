/** What the `Type` value of a service key says. */
export interface ServiceType {
  readonly kind: 'service' | 'driver';
  /** A template from which Windows makes one service for each user, or such a service. */
  readonly perUser?: 'template' | 'instance';
}

/**
 * Type bits: 1 kernel driver, 2 file system driver, 4 adapter, 8 recognizer; 0x10 own process, 0x20 shared process,
 * 0x40 per-user template, 0x80 instance of one, 0x100 interactive. Undefined where no bit says what it is.
 * Source: windows-driver-docs, "HKLM\SYSTEM\CurrentControlSet\Services registry tree"; winnt.h.
 */
export function serviceType(bits: number): ServiceType | undefined {
  if ((bits & 0x30) !== 0) {
    if ((bits & 0x40) === 0) return { kind: 'service' };
    return { kind: 'service', perUser: (bits & 0x80) === 0 ? 'template' : 'instance' };
  }
  return (bits & 0x0f) === 0 ? undefined : { kind: 'driver' };
}

/** Words for the `Start` value. */
export const startTypes = ['boot', 'system', 'auto', 'manual', 'disabled'] as const;
