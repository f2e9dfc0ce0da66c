/** What the parts of a document are, for what openapi-typescript reads of them. */
export type Position =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'response'
  | 'mediaType'
  | 'schema';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What a member holds: one part, or a map or a list of parts; `maps` is a map of maps. */
type Member = readonly [position: Position, holds: 'one' | 'map' | 'list' | 'maps'];

const CONTENT = { content: ['mediaType', 'map'] } as const;
const OPERATIONS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'] as const;

/** Where parts hold other parts (OpenAPI 3.1, section 4.8). Examples, defaults and extensions are none. */
const MEMBERS: Readonly<Record<Position, Readonly<Record<string, Member>>>> = {
  document: { components: ['components', 'one'], paths: ['pathItem', 'map'], webhooks: ['pathItem', 'map'] },
  components: {
    schemas: ['schema', 'map'],
    responses: ['response', 'map'],
    parameters: ['parameter', 'map'],
    requestBodies: ['requestBody', 'map'],
    headers: ['header', 'map'],
    pathItems: ['pathItem', 'map'],
    callbacks: ['pathItem', 'maps'],
  },
  pathItem: {
    parameters: ['parameter', 'list'],
    additionalOperations: ['operation', 'map'],
    ...Object.fromEntries(OPERATIONS.map((method): [string, Member] => [method, ['operation', 'one']])),
  },
  operation: {
    parameters: ['parameter', 'list'],
    requestBody: ['requestBody', 'one'],
    responses: ['response', 'map'],
    callbacks: ['pathItem', 'maps'],
  },
  parameter: { schema: ['schema', 'one'], ...CONTENT },
  header: { schema: ['schema', 'one'], ...CONTENT },
  requestBody: CONTENT,
  response: { headers: ['header', 'map'], ...CONTENT },
  mediaType: { schema: ['schema', 'one'] },
  schema: {
    properties: ['schema', 'map'],
    patternProperties: ['schema', 'map'],
    $defs: ['schema', 'map'],
    additionalProperties: ['schema', 'one'],
    items: ['schema', 'one'],
    prefixItems: ['schema', 'list'],
    allOf: ['schema', 'list'],
    anyOf: ['schema', 'list'],
    oneOf: ['schema', 'list'],
    not: ['schema', 'one'],
  },
};

/** The same, with no names but the listed ones. */
const HELD = new Map(
  Object.entries(MEMBERS).map(([position, members]) => [position, new Map(Object.entries(members))]),
);

/** Called for a part before what it holds, which is then looked for in what it returns. `path` changes after the call. */
export type Visit = (part: JsonObject, position: Position, path: readonly string[]) => JsonObject;

/** Visits every part of a document, or of a part that stands at a path, in the document's order. */
export function walkDocument(
  document: JsonObject,
  visit: Visit,
  start: Position = 'document',
  from: readonly string[] = [],
): void {
  const path = [...from];
  const walkPart = (value: unknown, position: Position): void => {
    if (!isObject(value)) return;
    const part = visit(value, position, path);
    const members = HELD.get(position);
    for (const name of Object.keys(part)) {
      const member = members?.get(name);
      if (member === undefined) continue;
      path.push(name);
      walkHeld(part[name], ...member);
      path.pop();
    }
  };
  const walkHeld = (held: unknown, position: Position, holds: Member[1]): void => {
    if (holds === 'one' && !Array.isArray(held)) return walkPart(held, position);
    if (typeof held !== 'object' || held === null) return;
    for (const [key, value] of Object.entries(held)) {
      path.push(key);
      if (holds === 'maps') walkHeld(value, position, 'map');
      else walkPart(value, position);
      path.pop();
    }
  };
  walkPart(document, start);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
