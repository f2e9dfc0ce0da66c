import { diffLines } from 'diff';
import { sampleCall, samplerOf } from '@specline/generator';
import type { Model, Operation } from '@specline/openapi';
import type { Change, CodeChange } from '@specline/semver';
import type { Declarations } from '@specline/semver/types';

/** One version of an API as its callers see it. */
export interface CodeSide {
  readonly model: Model;
  readonly declarations: Declarations;
}

/** Longer excerpts tell less than the sentence above them. */
const MAX_LINES = 12;

/**
 * What a caller wrote before a change, and writes now: the call where it is another one, else the lines of the
 * declaration that changed; undefined where neither shows it.
 */
export function codeOf(change: Change, old: CodeSide, next: CodeSide): CodeChange | undefined {
  const call = callChange(change, old.model, next.model);
  const shown = call !== undefined && isShownBy(change, call) ? call : undefined;
  return shown ?? declarationChange(change, old, next) ?? call;
}

/** A call shows what becomes of a member where that stands on one side alone. */
function isShownBy({ pointer }: Change, { before = '', after = '' }: CodeChange): boolean {
  const name = memberAt(pointer);
  return name === undefined || before.includes(name) !== after.includes(name);
}

function memberAt(pointer: string): string | undefined {
  return /\/properties\/([^/]+)/.exec(pointer.slice(Math.max(0, pointer.lastIndexOf('/properties/'))))?.[1];
}

function callChange({ operation }: Change, old: Model, next: Model): CodeChange | undefined {
  const [before, after] = [operationIn(old, operation), operationIn(next, operation)];
  if (before === undefined) return undefined;
  const text = callOf(before, old);
  if (after === undefined) return { before: text, ...replacement(before, next) };
  const now = callOf(after, next);
  return text === now ? undefined : { before: text, after: now };
}

function operationIn({ operations }: Model, key: string | undefined): Operation | undefined {
  return operations.find((operation) => operation.key === key);
}

function callOf(operation: Operation, model: Model): string {
  return sampleCall(operation, samplerOf(model));
}

/** The methods that the resource of a removed one has now, the one that does the same thing first. */
function replacement({ call, method }: Operation, next: Model): CodeChange {
  const resource = call.resource.join('.');
  const [instead] = next.operations
    .filter((operation) => operation.call.resource.join('.') === resource)
    .toSorted((a, b) => Number(b.method === method) - Number(a.method === method));
  return instead === undefined ? {} : { after: callOf(instead, next) };
}

function declarationChange(change: Change, old: CodeSide, next: CodeSide): CodeChange | undefined {
  const before = moduleOf(change.oldPointer ?? change.pointer, change, old.model);
  const after = moduleOf(change.newPointer ?? change.pointer, change, next.model);
  const lines = diffLines(
    codeIn(old.declarations, before ?? after),
    codeIn(next.declarations, after ?? before),
  );
  const [was, is] = excerpts(
    linesIn(lines.filter((part) => part.removed)),
    linesIn(lines.filter((part) => part.added)),
    memberAt(change.pointer),
  );
  if (was === undefined && is === undefined) return undefined;
  return { ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) };
}

/** The module that declares what a pointer leads to: that of the schema it is in, else of the operation. */
function moduleOf(pointer: string, { operation }: Change, model: Model): string | undefined {
  const schema = model.schemas.find((candidate) => `${pointer}/`.startsWith(`${candidate.pointer}/`));
  return schema?.module ?? operationIn(model, operation)?.call.module;
}

/** Code without its comments. */
function codeIn(declarations: Declarations, module: string | undefined): string {
  const text = declarations[`types/${module}.ts`] ?? '';
  return text.replaceAll(/^\s*(\/\*\*.*|\*.*|\/\/.*)\n/gm, '');
}

function linesIn(parts: readonly { readonly value: string }[]): string[] {
  const lines = parts.flatMap(({ value }) => value.split('\n'));
  return lines.filter((line) => line.trim() !== '').map((line) => line.replace(/^ {2}/, ''));
}

/** The lines about the member that changed, where there are such; undefined where there are none, or too many. */
function excerpts(was: string[], is: string[], name: string | undefined): (string | undefined)[] {
  const about = (lines: string[]) => (name === undefined ? [] : lines.filter((line) => line.includes(name)));
  const both = about([...was, ...is]).length > 0 ? [about(was), about(is)] : [was, is];
  return both.map((lines) => (lines.length === 0 || lines.length > MAX_LINES ? undefined : lines.join('\n')));
}
