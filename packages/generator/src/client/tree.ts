import type { Operation } from '@specline/openapi';

/** A place in the tree of methods: `client.moq.relays`. */
export interface ResourceNode {
  readonly resource: readonly string[];
  /** The module of its own methods; absent where it only leads to others. */
  readonly module?: string;
  readonly operations: readonly Operation[];
  readonly children: readonly ResourceNode[];
}

/** The tree of methods; its root is the client. */
export function resourceTree(operations: readonly Operation[]): ResourceNode {
  const root = draft([]);
  for (const operation of operations) {
    let node = root;
    for (const [index, name] of operation.call.resource.entries()) {
      const next = node.children.get(name) ?? draft(operation.call.resource.slice(0, index + 1));
      node.children.set(name, next);
      node = next;
    }
    node.operations.push(operation);
  }
  return finished(root);
}

interface Draft {
  readonly resource: readonly string[];
  readonly operations: Operation[];
  readonly children: Map<string, Draft>;
}

function draft(resource: readonly string[]): Draft {
  return { resource, operations: [], children: new Map() };
}

function finished({ resource, operations, children }: Draft): ResourceNode {
  const module = operations[0]?.call.module;
  return {
    resource,
    operations,
    children: [...children.values()].map(finished),
    ...(module === undefined ? {} : { module }),
  };
}
