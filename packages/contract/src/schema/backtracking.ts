import { leastLength } from './expression.js';
import type { Expression } from './expression.js';

/** How much JavaScript's engine, which tries one way after the other, does at one place. */
interface Work {
  /** How many ways lead on from it: what follows is tried for each. */
  readonly ways: number;
  readonly steps: number;
}

/** The most steps that JavaScript's engine takes to find out whether a text of `length` letters has a match. */
export function mostSteps(expression: Expression, length: number): number {
  const { steps } = workOf(expression, length);
  return isAnchored(expression) ? steps + length : steps * (length + 1);
}

function isAnchored(expression: Expression): boolean {
  switch (expression.kind) {
    case 'start':
      return true;
    case 'sequence':
      return expression.parts[0] !== undefined && isAnchored(expression.parts[0]);
    case 'choice':
      return expression.branches.every(isAnchored);
    default:
      return false;
  }
}

function workOf(expression: Expression, length: number): Work {
  switch (expression.kind) {
    case 'set':
    case 'start':
    case 'end':
    case 'boundary':
    case 'inside':
      return { ways: 1, steps: 1 };
    case 'reference':
      return { ways: 1, steps: length + 1 };
    case 'look':
      return { ways: 1, steps: workOf(expression.body, length).steps + 1 };
    case 'sequence':
      return inTurn(expression.parts.map((part) => workOf(part, length)));
    case 'choice': {
      const works = expression.branches.map((branch) => workOf(branch, length));
      return { ways: sum(works.map(({ ways }) => ways)), steps: sum(works.map(({ steps }) => steps)) + 1 };
    }
    case 'repeat':
      return repeatWork(expression, length);
  }
}

function inTurn(works: readonly Work[]): Work {
  let [ways, steps] = [1, 1];
  for (const work of works) {
    steps += ways * work.steps;
    ways *= work.ways;
  }
  return { ways, steps };
}

function repeatWork({ body, least, most }: Extract<Expression, { kind: 'repeat' }>, length: number): Work {
  const inner = workOf(body, length);
  const each = leastLength(body);
  const times = Math.min(most, each === 0 ? least + length : length / each + 1);
  if (inner.ways <= 1) return { ways: times + 1, steps: (times + 1) * (inner.steps + 1) };
  // The ways of each round multiply.
  const ways = inner.ways ** times * (times + 1);
  return { ways, steps: ways * (inner.steps + 1) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
