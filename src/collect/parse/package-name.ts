/** Parts of a package's full name. */
export interface PackageName {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly resource?: string;
  /** 13 characters made of the publisher's name; the same for all packages of one publisher. */
  readonly publisherHash: string;
}

const fullName =
  /^(?<name>[A-Za-z0-9.-]{1,100})_(?<version>\d{1,10}(?:\.\d{1,10}){0,3})_(?<arch>[a-z0-9]{1,10})_(?<resource>[^_\\]{0,60})_(?<hash>[a-hjkmnp-tv-z0-9]{13})$/i;

/**
 * Splits `<Name>_<Version>_<Architecture>_<ResourceId>_<PublisherHash>`; undefined for anything else.
 * Source: learn.microsoft.com, Package identity; osquery programs.cpp.
 */
export function parsePackageName(text: string): PackageName | undefined {
  const { name, version, arch, resource, hash } = fullName.exec(text)?.groups ?? {};
  if (name === undefined || version === undefined || arch === undefined || hash === undefined)
    return undefined;
  return {
    name,
    version,
    architecture: arch.toLowerCase(),
    ...(resource && { resource }),
    publisherHash: hash.toLowerCase(),
  };
}
