import type { Change } from '../change.js';
import { BUMPS } from '../change.js';
import { Compilation } from './type-checker.js';
import { moduleOfType, touchedOperations } from './declarations.js';
import type { PublishedVersions } from './declarations.js';
import { ExportedTypes } from './exported-types.js';
import { programsFor, typeNameOf } from './program-recipes.js';
import { MANY_OPERATIONS, ProgramWriter } from './program-writer.js';
import { typeBreaks } from './type-breaks.js';
import type { TypeBreak } from './type-breaks.js';
import { exportChanges, explains, isAroundUnion, typeChange } from './type-changes.js';

/** A program that compiled against the old packages and does not against the new ones, with what the compiler says. */
export interface ProgramWitness {
  readonly kind: 'program';
  readonly text: string;
  readonly problem: string;
}

/** What the compiler makes of a change from one version to another. */
export interface TypesJudgement {
  /** Those of the rules, and what only the types show. */
  readonly changes: readonly Change[];
  /** A program for each change that has one; both compilations have confirmed it. */
  witnesses: (changes: readonly Change[]) => ReadonlyMap<Change, ProgramWitness>;
  /** A program for the old packages that makes some call. */
  readonly calling: string | undefined;
}

/**
 * Judges two versions by what is published of them, as the compiler of a caller does. What the rules have found already
 * stays one change. The rules' bump is never lowered: what compiles may still not be what the server means.
 */
export function judgeTypes(versions: PublishedVersions, rules: readonly Change[]): TypesJudgement {
  const { old, next } = versions;
  const touched = touchedOperations(versions);
  const concerned = rules
    .filter(({ bump }) => bump === 'major')
    .flatMap(({ operations }) => operations.slice(0, 1));
  const compilation = new Compilation(versions);
  const program = compilation.program([
    ...modulesFor(versions, [...new Set([...touched, ...concerned])]),
    ...unusedTypeModules(versions, rules),
  ]);
  const checker = program.getTypeChecker();
  const exported = {
    old: new ExportedTypes(program, 'old', old.names),
    next: new ExportedTypes(program, 'next', next.names),
  };
  const breaks = typeBreaks(versions, exported, checker, touched);
  const origins = new Map<Change, TypeBreak[]>(
    rules.map((change) => [change, breaks.filter((one) => explains(change, one))]),
  );
  for (const found of breaks)
    if (!rules.some((change) => explains(change, found))) origins.set(typeChange(found, versions), [found]);
  for (const change of exportChanges(versions)) origins.set(change, []);
  const writer = new ProgramWriter(old, exported.old, checker);
  return {
    calling: Object.keys(old.names.operations).flatMap((key) => writer.calls(key).slice(0, 1))[0],
    changes: [...origins.keys()].toSorted((a, b) => BUMPS.indexOf(b.bump) - BUMPS.indexOf(a.bump)),
    witnesses: (changes) =>
      confirmed(
        compilation,
        new Map(
          changes.map((change) => {
            const around = breaks.filter((found) => isAroundUnion(change, found));
            return [change, programsFor(writer, change, [...(origins.get(change) ?? []), ...around])];
          }),
        ),
      ),
  };
}

/** The modules of types that changed although no operation has them. */
function unusedTypeModules({ old }: PublishedVersions, rules: readonly Change[]): string[] {
  const changed = rules.filter(({ id }) => id === 'unused-type-changed');
  const names = new Set(changed.flatMap((change) => typeNameOf(old.names, change) ?? []));
  return [...names]
    .flatMap((name) => moduleOfType(old.declarations, name) ?? [])
    .map((path) => `/old/${path}`);
}

/** The modules of operations, and what every client has. */
function modulesFor({ old, next }: PublishedVersions, operations: readonly string[]): string[] {
  const paths = Object.entries({ old, next }).flatMap(([side, { names }]) => {
    const modules = operations.flatMap((key) => names.operations[key]?.module ?? []);
    const files = [...modules, 'core'].map((module) => `/${side}/client/${module}.ts`);
    const isSmall = Object.keys(names.operations).length <= MANY_OPERATIONS;
    return isSmall ? [...files, `/${side}/client/index.ts`, `/${side}/types/index.ts`] : files;
  });
  return [...new Set(paths)];
}

/** How many programs of one change are compiled at once; of most changes the first one is a witness. */
const ROUNDS = [1, 4, Infinity];

/** More programs than this are not tried for one change, nor more text in one round for all. */
const MOST_PROGRAMS = 60;
const MOST_TEXT = 1_000_000;

/** The first of its programs for each change that only the old packages compile: with one error, where there is such. */
function confirmed(
  compilation: Compilation,
  candidates: ReadonlyMap<Change, readonly string[]>,
): ReadonlyMap<Change, ProgramWitness> {
  const witnesses = new Map<Change, ProgramWitness>();
  let tried = 0;
  for (const count of ROUNDS) {
    const open = [...candidates].filter(([change]) => !witnesses.has(change));
    const trials = upToLength(
      open.flatMap(([change, programs]) =>
        programs.slice(tried, Math.min(tried + count, MOST_PROGRAMS)).map((text) => ({ change, text })),
      ),
    );
    if (trials.length === 0) break;
    const errors = compilation.check(trials.map(({ text }) => text));
    const failing = trials.flatMap((trial, index) => {
      const found = errors[index];
      return found === undefined || found.old.length > 0 || found.next.length === 0
        ? []
        : [{ ...trial, errors: found.next }];
    });
    for (const { change, text, errors: said } of failing.toSorted(
      (a, b) => a.errors.length - b.errors.length,
    ))
      if (!witnesses.has(change)) witnesses.set(change, { kind: 'program', text, problem: said[0] ?? '' });
    tried += count;
  }
  return witnesses;
}

function upToLength<Trial extends { readonly text: string }>(trials: readonly Trial[]): readonly Trial[] {
  let length = 0;
  return trials.filter(({ text }) => {
    length += text.length;
    return length <= MOST_TEXT;
  });
}
