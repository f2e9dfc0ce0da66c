import type { MediaType, Operation, Parameter } from '../document/operations.js';
import type { Located, Source } from '../document/source.js';
import type { Judge } from '../judge/judge.js';
import type { Problem } from '../judge/problem.js';
import { stepsTo } from './schema-path.js';
import type { Step } from './schema-path.js';

/** How much a problem is about a change: `own` at its place, `around` where the whole of which it is a part is at fault. */
type Relevance = 'own' | 'around' | 'other';

/** Says of each problem of a message whether a change explains it. */
export type Relevant = (problem: Problem) => Relevance;

/** Where in messages a change is felt: names of places, and ways into bodies and parameters. */
interface Felt {
  readonly place: string;
  readonly steps: readonly Step[];
}

/** The relevance of problems for what stands at some pointers of either document, in the request or in the responses. */
export function relevanceOf(
  sides: readonly { readonly judge: Judge; readonly operation: Operation | undefined }[],
  pointers: readonly string[],
  part: 'request' | 'response',
): Relevant {
  const felt = sides.flatMap(({ judge, operation }) =>
    operation === undefined ? [] : feltIn(judge.source, operation, pointers, part),
  );
  return (problem) => {
    const found = felt.map((one) => relevance(problem, one));
    if (found.includes('own') || pointers.length === 0) return 'own';
    return found.includes('around') ? 'around' : 'other';
  };
}

function feltIn(
  source: Source,
  operation: Operation,
  pointers: readonly string[],
  part: 'request' | 'response',
): Felt[] {
  const { parameters, body, responses } = operation;
  const named = part === 'request' ? parameters : responses.flatMap(({ headers }) => headers);
  const contents = part === 'request' ? (body?.content ?? []) : responses.flatMap(({ content }) => content);
  const owners = part === 'request' ? (body === undefined ? [] : [body]) : responses;
  return pointers.flatMap((pointer) => [
    ...named.flatMap((one) => feltThrough(source, parameterPlace(one, part), one, pointer)),
    ...contents.flatMap((media) => feltThrough(source, 'body', media, pointer)),
    ...owners.flatMap((owner) =>
      owner.pointer === pointer
        ? [
            { place: 'body', steps: [] },
            { place: 'status', steps: [] },
          ]
        : [],
    ),
    ...(/\/security(\/|$)|\/securitySchemes\//.test(pointer) ? [{ place: 'security', steps: [] }] : []),
    ...(operation.pointer === pointer
      ? [
          { place: 'path', steps: [] },
          { place: 'method', steps: [] },
          { place: 'status', steps: [] },
        ]
      : []),
  ]);
}

function parameterPlace({ in: place, name }: Parameter, part: 'request' | 'response'): string {
  return part === 'request' ? `${place} parameter ${name}` : `header ${name}`;
}

function feltThrough(
  source: Source,
  place: string,
  { pointer: own, schema }: Pick<MediaType, 'pointer'> & { readonly schema: Located | undefined },
  pointer: string,
): Felt[] {
  if (own === pointer) return [{ place, steps: [] }];
  const steps = schema === undefined ? undefined : stepsTo(source, schema, pointer);
  return steps === undefined ? [] : [{ place, steps }];
}

function relevance({ place, value }: Problem, felt: Felt): Relevance {
  if ((value?.carrier ?? place) !== felt.place) return 'other';
  // Of a parameter the judge does not tell the way.
  const path = value?.path.split('/').slice(1) ?? [];
  const inner = felt.steps.every((step, index) => isAt(step, path[index]));
  if (inner || felt.place !== 'body') return 'own';
  const isAround = path.every((token, index) => isAt(felt.steps[index], token));
  const next = felt.steps[path.length];
  const isNamed = next !== undefined && next !== 'item' && next.name === value?.member;
  if (isAround && isNamed && path.length === felt.steps.length - 1) return 'own';
  // Of a union or a condition the judge blames the whole; a member that it names is another change.
  return isAround && value?.member === undefined ? 'around' : 'other';
}

function isAt(step: Step | undefined, token: string | undefined): boolean {
  if (step === undefined || token === undefined) return false;
  if (step === 'item') return /^\d+$/.test(token);
  return step.name === token.replaceAll('~1', '/').replaceAll('~0', '~') || step.name === 'other';
}
