import type { Change } from '../change.js';
import { kindOf } from '../change-collector.js';
import type { Kind } from '../policy.js';
import type { PublishedNames } from './declarations.js';
import type { ProgramWriter, Reading } from './program-writer.js';
import type { Step, TypeMismatch } from './type-comparison.js';
import type { TypeBreak } from './type-breaks.js';

/** Programs that a change may break, the most telling first; each still has to be compiled. */
type Recipe = (writer: ProgramWriter, change: Change) => readonly string[];

/**
 * What a caller does that a kind of change ends. Kinds without a row are changes of values: these are shown by what the
 * compiler finds different in the types, and where it finds nothing, by what is sent and received.
 */
const RECIPES: Readonly<Partial<Record<Kind, Recipe>>> = {
  'operation-removed': called,
  'operation-id-removed': operationNamed,
  'method-renamed': called,
  'module-renamed': imported,
  'type-removed': typesNamed,
  'type-renamed': typesNamed,
  'unused-type-changed': typeUsed,
  'types-export-removed': exportNamed,
  'argument-moved': everyArgument,
  'argument-renamed': everyArgument,
  'argument-type-replaced': everyArgument,
  'parameter-removed': everyArgument,
  'parameter-added-required': called,
  'parameter-became-required': called,
  'body-removed': everyArgument,
  'body-added-required': called,
  'body-became-required': called,
  'envelope-changed': everyMember,
  'sent-media-type-changed': everyArgument,
  'received-media-type-changed': everyMember,
  'success-status-removed': bodyNamed,
  'error-status-removed': bodyNamed,
  'pagination-changed': looped,
  'pagination-removed': looped,
  'idempotency-header-removed': keyGiven,
  'validators-removed': validationImported,
  'package-renamed': packagesImported,
  'client-renamed': classImported,
  'option-removed': optionGiven,
  'option-renamed': optionGiven,
};

/** Programs that may be the witness of a change. */
export function programsFor(writer: ProgramWriter, change: Change, breaks: readonly TypeBreak[]): string[] {
  const kind = kindOf(change.id);
  const recipe = kind && RECIPES[kind];
  const told = recipe?.(writer, change) ?? [];
  return [...new Set([...told, ...breaks.flatMap((found) => programsOf(writer, found))])];
}

/** Programs for what the compiler found different. */
function programsOf(
  writer: ProgramWriter,
  { place, mismatch, operations: [operation = ''] }: TypeBreak,
): string[] {
  const { steps } = mismatch;
  switch (place.kind) {
    case 'positional':
      return writer.positionals(operation);
    case 'params':
      return argumentPrograms(writer, operation, mismatch.reason === 'required' ? steps.slice(0, -1) : steps);
    case 'response':
      return writer.readings(operation, readingOf(mismatch));
    case 'item':
      return writer.loops(operation, readingOf(mismatch));
    case 'status':
      return writer.statuses(operation, place.status, readingOf(mismatch));
  }
}

function argumentPrograms(writer: ProgramWriter, operation: string, steps: readonly Step[]): string[] {
  return [...writer.calls(operation, steps), ...writer.arguments(operation, steps)];
}

function readingOf({ reason, steps, type }: TypeMismatch): Reading {
  return reason === 'gone' ? { steps, was: type } : { steps, type, was: type };
}

function called(writer: ProgramWriter, { operation = '' }: Change): string[] {
  return writer.calls(operation);
}

function imported(writer: ProgramWriter, { operation = '' }: Change): string[] {
  return writer.resources(operation);
}

function looped(writer: ProgramWriter, { operation = '' }: Change): string[] {
  return writer.loops(operation);
}

/** Calls that give one member of `params` each, the members of its groups included. */
function everyArgument(writer: ProgramWriter, { operation = '' }: Change): string[] {
  const call = writer.callOf(operation);
  if (call === undefined) return [];
  const grouped = Object.values(call.groups).flatMap(({ name, members }) =>
    members.map((inner) => [name, inner]),
  );
  const names = [
    ...Object.keys(call.members).map((name) => [name]),
    ...grouped,
    ...(call.body === 'member' ? [['body']] : []),
  ];
  const steps = names.map((path) => path.map((name): Step => ({ kind: 'member', name })));
  return [
    ...writer.positionals(operation),
    ...steps.flatMap((path) => argumentPrograms(writer, operation, path)),
  ];
}

/** Reads each member of what a call resolves to. */
function everyMember(writer: ProgramWriter, { operation = '' }: Change): string[] {
  return writer.membersOf(operation).flatMap((reading) => writer.readings(operation, reading));
}

function bodyNamed(writer: ProgramWriter, { operation = '', oldPointer = '' }: Change): string[] {
  const status = oldPointer.slice(oldPointer.lastIndexOf('/') + 1).toUpperCase();
  return writer.statuses(operation, status === 'DEFAULT' ? 'default' : status);
}

function operationNamed(writer: ProgramWriter, { operation = '' }: Change): string[] {
  const id = writer.operationIdOf(operation);
  return id === undefined ? [] : writer.naming.operationIds(id);
}

/** The types of a schema, or those of an operation. */
function typesNamed(writer: ProgramWriter, { oldPointer = '', operation }: Change): string[] {
  const { schemas, inputs } = writer.names;
  if (operation === undefined)
    return writer.naming.imports(
      [inputs, schemas].flatMap((names) =>
        Object.hasOwn(names, oldPointer) ? (names[oldPointer] ?? []) : [],
      ),
    );
  const types = writer.callOf(operation)?.types;
  return types === undefined
    ? []
    : writer.naming.imports(['Params', 'Response', 'Bodies'].map((part) => types + part));
}

/** The type of a schema that no operation has, given and read. */
function typeUsed(writer: ProgramWriter, change: Change): string[] {
  const name = typeNameOf(writer.names, change);
  return name === undefined ? [] : writer.naming.uses(name);
}

/** The type of the schema that a change is in. */
export function typeNameOf({ schemas }: PublishedNames, { oldPointer = '' }: Change): string | undefined {
  return Object.entries(schemas).find(([pointer]) => `${oldPointer}/`.startsWith(`${pointer}/`))?.[1];
}

function exportNamed(writer: ProgramWriter, { exported }: Change): string[] {
  return exported === undefined ? [] : writer.naming.exported(exported.name, exported.module);
}

/** Calls that give a key, of the operations that took one. */
function keyGiven(writer: ProgramWriter): string[] {
  const keyed = Object.keys(writer.names.operations).filter((key) => /^(POST|PATCH) /.test(key));
  return keyed.flatMap((key) => writer.keyed(key));
}

function validationImported(writer: ProgramWriter): string[] {
  return writer.naming.exported('validated', 'client/validators');
}

function packagesImported(writer: ProgramWriter): string[] {
  const { default: client } = writer.naming.clients();
  return [client, ...writer.naming.anyType()];
}

function classImported(writer: ProgramWriter): string[] {
  return [writer.naming.clients().named];
}

function optionGiven(writer: ProgramWriter): readonly string[] {
  return writer.naming.clients().options;
}
