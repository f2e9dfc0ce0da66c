import { jsonText } from '@specline/generator';
import { InputError, operationKey } from '@specline/openapi';
import type { Omit, Problem } from '@specline/openapi';

/** What is to be left out of a document so that the rest of it can be generated, and the `sdk.yaml` that says so. */
export interface WayOut {
  readonly file: string;
  /** All of it, with what `sdk.yaml` leaves out already. */
  readonly omit: Omit;
  readonly isAddition: boolean;
}

/** The faults of documents, and the ways out that there are. */
export class Refusal extends InputError {
  readonly waysOut: readonly WayOut[];

  constructor(problems: readonly Problem[], waysOut: readonly WayOut[]) {
    super(problems);
    this.waysOut = waysOut;
  }
}

/** An `sdk.yaml` as messages name it, and what it leaves out; null where it cannot be read. */
interface Settings {
  readonly file: string;
  readonly omit: Omit | null;
}

/**
 * Reads a document. Where it is refused, it is tried again without what has faults, until what is left can be read.
 * Throws `Refusal` with the faults of the first time.
 */
export function withWayOut<Read>(settings: () => Settings, read: (omit?: Omit) => Read): Read {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { file, omit: own } = settings();
    const omit = own === null ? undefined : omissions(error.problems, own, read);
    const isAddition = Object.keys(own ?? {}).length === 0;
    throw new Refusal(error.problems, omit === undefined ? [] : [{ file, omit, isAddition }]);
  }
}

/** What is left out may leave references without targets: those go next. */
const MAX_ROUNDS = 10;

function omissions(problems: readonly Problem[], own: Omit, read: (omit: Omit) => unknown): Omit | undefined {
  let omit = own;
  let found = problems;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const more = extended(omit, found);
    if (more === undefined) return undefined;
    omit = more;
    try {
      read(omit);
      return omit;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      found = error.problems;
    }
  }
  return undefined;
}

/** The operations, paths and components that have faults left out as well; undefined where that is no help. */
function extended(omit: Omit, problems: readonly Problem[]): Omit | undefined {
  const operations = new Set(omit.operations);
  const pointers = new Set(omit.pointers);
  for (const { pointer, flaw } of problems) {
    if (flaw === true) continue;
    const operation = operationKey(pointer ?? '');
    const part = /^#\/(components\/[^/]+|paths|webhooks)\/[^/]+/.exec(pointer ?? '')?.[0];
    if (operation !== undefined) operations.add(operation);
    else if (part === undefined) return undefined;
    else pointers.add(part);
  }
  // An operation of a path that is left out is no more there to be left out.
  const left = [...operations].filter((operation) => !pointers.has(pathPointer(operation)));
  const isMore = left.length + pointers.size > (omit.operations?.length ?? 0) + (omit.pointers?.length ?? 0);
  return isMore
    ? { ...omit, ...listed('operations', left), ...listed('pointers', [...pointers]) }
    : undefined;
}

function listed(name: 'operations' | 'pointers', items: readonly string[]): Omit {
  return items.length === 0 ? {} : { [name]: items };
}

function pathPointer(operation: string): string {
  const path = operation.slice(operation.indexOf(' ') + 1);
  return `#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The lines for `sdk.yaml`. */
export function wayOutLines({ file, omit, isAddition }: WayOut): string[] {
  return [
    `to generate the rest, ${isAddition ? 'add to' : 'write in'} ${file}:`,
    'omit:',
    ...(['operations', 'tags', 'pointers'] as const).flatMap((name) => {
      const items = omit[name] ?? [];
      return items.length === 0 ? [] : [`  ${name}:`, ...items.map((item) => `    - ${jsonText(item)}`)];
    }),
  ];
}
