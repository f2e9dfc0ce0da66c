import type { Operation } from '../document/operations.js';
import type { Direction } from '../schema/keywords.js';
import type { Located } from '../document/source.js';
import type { Judge } from './judge.js';
import type { Problem } from './problem.js';

/** The documented examples of parameters, bodies and headers that break their own schema, in the document's order. */
export function exampleProblems(judge: Judge): Problem[] {
  const found = judge.operations.flatMap((operation) => operationProblems(judge, operation));
  return [...new Map(found.map((problem) => [`${problem.pointer} ${problem.message}`, problem])).values()];
}

function operationProblems(judge: Judge, operation: Operation): Problem[] {
  const check = (owner: Located, schema: Located | undefined, direction: Direction): Problem[] =>
    judge.sampler
      .examples(owner, schema, direction)
      .flatMap(({ name, pointer, problems }) =>
        problems.map((message) => ({ place: `${operation.name} example ${name}`, message, pointer })),
      );
  return [
    ...operation.parameters.flatMap((one) => check(one.examples, one.schema, 'request')),
    ...(operation.body?.content ?? []).flatMap((one) => check(one.at, one.schema, 'request')),
    ...operation.responses.flatMap((response) => [
      ...response.content.flatMap((one) => check(one.at, one.schema, 'response')),
      ...response.headers.flatMap((one) => check(one.examples, one.schema, 'response')),
    ]),
  ];
}
