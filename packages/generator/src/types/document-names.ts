import type { Kind } from '@specline/openapi';
import { memberOf } from './document-copy.js';
import { isObject } from './document-walk.js';
import type { JsonObject } from './document-walk.js';

/** The names that openapi-typescript itself gives to members. */
const FIXED = [
  'paths webhooks components operations schemas requestBodies pathItems',
  'parameters query header path cookie querystring requestBody responses headers content callbacks */*',
  'get put post delete options head patch trace additionalOperations',
].flatMap((names) => names.split(' '));

/**
 * Every name and value of a document that its types may hold: what they hold besides cannot come from a place that means
 * a name. Filled while the document is walked.
 */
export class DocumentNames {
  readonly #names = new Set<string>(FIXED);
  readonly #operations = new Set<string>();
  #root: JsonObject = {};

  /** Takes in the names of a part. */
  visit(part: JsonObject, kind: Kind): void {
    for (const keyword of MAPS[kind] ?? []) this.#keysOf(part[keyword]);
    if (NAMED.has(kind)) this.#keysOf(part);
    else if (kind === 'schema') this.#schema(part);
    else if (kind === 'parameter') this.#text(part['name']);
    else if (kind === 'operation') this.#operation(part['operationId']);
  }

  /** Takes in what the document got beside its own, and what references are looked up in. */
  complete(root: JsonObject): void {
    this.#root = root;
    this.#keysOf(isObject(root['components']) ? root['components']['schemas'] : undefined);
  }

  has(text: string): boolean {
    return this.#names.has(text) || /^\d+$/.test(text);
  }

  /** Whether `paths`, `webhooks`, `components` or `operations` have what is at a path. */
  leads([root = '', ...path]: readonly string[]): boolean {
    if (root === 'operations') return this.#operations.has(path[0] ?? '');
    if (root !== 'components' && root !== 'paths' && root !== 'webhooks') return false;
    const length = root === 'components' ? 2 : 1;
    let node: unknown = this.#root[root];
    for (const name of path.slice(0, length)) node = isObject(node) ? memberOf(node, name) : undefined;
    return node !== undefined;
  }

  #schema({ $ref, enum: values, const: value, required, discriminator, oneOf }: JsonObject): void {
    if (typeof $ref === 'string') return;
    if (Array.isArray(values)) this.#value(values);
    if (value !== undefined) this.#value(value);
    if (Array.isArray(required)) this.#value(required);
    if (!isObject(discriminator)) return;
    this.#text(discriminator['propertyName']);
    this.#keysOf(discriminator['mapping']);
    if (Array.isArray(oneOf)) for (const member of oneOf) this.#tag(member);
  }

  /** A member without a mapping gets the end of its reference for a tag, as it is written there. */
  #tag(member: unknown): void {
    const $ref = isObject(member) ? member['$ref'] : undefined;
    if (typeof $ref === 'string') this.#text($ref.split('/').at(-1));
  }

  #operation(id: unknown): void {
    if (typeof id !== 'string') return;
    const printed = id.replaceAll('#', '/');
    this.#operations.add(printed);
    this.#names.add(printed);
  }

  /** The texts of a value, and the names of its members. */
  #value(value: unknown): void {
    if (typeof value === 'string') this.#names.add(value);
    else if (Array.isArray(value)) for (const item of value) this.#value(item);
    else if (isObject(value)) {
      this.#keysOf(value);
      this.#value(Object.values(value));
    }
  }

  #keysOf(map: unknown): void {
    if (isObject(map)) for (const name of Object.keys(map)) this.#names.add(name);
  }

  #text(text: unknown): void {
    if (typeof text === 'string') this.#names.add(text);
  }
}

/** The keywords of a kind whose members the document names. */
const MAPS: Partial<Record<Kind, readonly string[]>> = {
  document: ['webhooks'],
  components: ['schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'pathItems', 'callbacks'],
  pathItem: ['additionalOperations'],
  operation: ['callbacks'],
  parameter: ['content'],
  header: ['content'],
  requestBody: ['content'],
  response: ['headers', 'content'],
  schema: ['properties'],
};

/** The kinds whose own members the document names. */
const NAMED: ReadonlySet<Kind> = new Set<Kind>(['paths', 'responses', 'callback']);
