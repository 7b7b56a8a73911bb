import type { RuleFault } from '../errors.ts';
import type { Signature } from '../model/signature.ts';
import { checkClauses, checkMarker, checkWhen } from './check-when.ts';
import type { LocatedDocument, YamlPath } from './document.ts';
import { faultAt } from './fault-at.ts';
import { either, quote } from './words.ts';

type ProductDocument = LocatedDocument & { readonly kind: 'product' };
type ProtectionDocument = LocatedDocument & { readonly kind: 'protection' };

/** Checks the signatures and reads of a product. */
export function checkProduct(document: ProductDocument): RuleFault[] {
  return [
    ...document.value.signatures.flatMap((signature, index) => checkSignature(document, signature, index)),
    ...document.value.reads.flatMap((_, index) => checkRead(document, index)),
  ];
}

/** Checks the signatures of another vendor's protection. */
export function checkProtection(document: ProtectionDocument): RuleFault[] {
  return document.value.signatures.flatMap((signature, index) => checkSignature(document, signature, index));
}

function checkSignature(
  document: ProductDocument | ProtectionDocument,
  signature: Signature,
  index: number,
): RuleFault[] {
  const path = ['signatures', index];
  const platforms = signature.platforms ?? document.value.platforms;
  return [
    ...checkPlatforms(document, signature, path),
    ...checkOwners(document, signature, path),
    ...checkNote(document, signature, path),
    ...checkWhen(document, signature.when, [...path, 'when'], 'signature'),
    ...checkMarker(document, signature, platforms, [...path, 'when']),
    ...checkClauses(document, signature.beside ?? [], [...path, 'beside']),
    ...checkClauses(document, signature.unless ?? [], [...path, 'unless']),
  ];
}

function checkPlatforms(
  document: ProductDocument | ProtectionDocument,
  { platforms = [] }: Signature,
  path: YamlPath,
): RuleFault[] {
  const allowed = document.value.platforms;
  return platforms.flatMap((platform, index) =>
    allowed.includes(platform)
      ? []
      : [
          faultAt(
            document,
            [...path, 'platforms', index],
            quote(platform),
            `a platform of the ${document.kind}: ${either(allowed)}`,
          ),
        ],
  );
}

function checkOwners(
  document: ProductDocument | ProtectionDocument,
  { owners }: Signature,
  path: YamlPath,
): RuleFault[] {
  if (owners === undefined) return [];
  if (document.kind === 'product' && document.value.class === 'component') return [];
  const found =
    document.kind === 'product' ? `owners in a product of class ${document.value.class}` : 'owners';
  return [
    faultAt(document, [...path, 'owners'], found, 'owners only in a product of class component', 'key'),
  ];
}

function checkNote(
  document: ProductDocument | ProtectionDocument,
  { note, proves }: Signature,
  path: YamlPath,
): RuleFault[] {
  if (proves === 'note' && note === undefined) {
    return [
      faultAt(
        document,
        [...path, 'proves'],
        'proves: note without a note',
        'the key "note" with kind and text',
      ),
    ];
  }
  if (proves !== 'note' && note !== undefined) {
    const found = `a note beside proves: ${proves}`;
    return [faultAt(document, [...path, 'note'], found, 'a note only beside proves: note', 'key')];
  }
  return [];
}

function checkRead(document: ProductDocument, index: number): RuleFault[] {
  const read = document.value.reads[index];
  if (read === undefined) return [];
  const path = ['reads', index];
  const { platforms } = document.value;
  const faults: RuleFault[] = [];
  if (read.registry !== undefined && !platforms.includes('windows')) {
    faults.push(
      faultAt(
        document,
        [...path, 'registry'],
        'a registry key in a product that is not for windows',
        'file instead',
        'key',
      ),
    );
  }
  if (read.registry !== undefined && read.line !== undefined) {
    faults.push(faultAt(document, [...path, 'line'], 'line beside registry', 'value beside registry', 'key'));
  }
  if (read.file !== undefined && read.value !== undefined) {
    faults.push(faultAt(document, [...path, 'value'], 'value beside file', 'line beside file', 'key'));
  }
  if (read.file?.split('/').includes('..')) {
    faults.push(faultAt(document, [...path, 'file'], quote(read.file), 'a path without ".."'));
  }
  return faults;
}
