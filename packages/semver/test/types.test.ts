import { expect, test } from 'vitest';
import { diffModels } from '../src/index.js';
import { judgeTypes } from '../src/types/index.js';
import type { Declarations, PublishedVersion } from '../src/types/index.js';
import { json, lines, versionOf } from './fixtures.js';
import type { Document } from './fixtures.js';

const text = { type: 'string' };
const DOCUMENT: Document = {
  paths: {
    '/pets/{id}': {
      post: {
        operationId: 'editPet',
        parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
        requestBody: {
          required: true,
          ...json({
            type: 'object',
            properties: { name: text, tags: { type: 'array', items: text } },
            required: ['name'],
          }),
        },
        responses: {
          '200': { description: 'Here.', ...json({ type: 'object', properties: { name: text } }) },
        },
      },
    },
  },
};

/** What is published of that document, as the generator would print it. */
const TYPES = `export interface PetsCreateParams {
  name: string;
  tags?: string[];
}

export interface PetsCreateResponse {
  name?: string;
  owner: { id: string; kind: 'a' | 'b' } | null;
}

export interface PetsCreateBodies {
  200: PetsCreateResponse;
  404: { message: string };
}
`;

const CLIENT = `import { APIResource } from '@specline/runtime';
import type { PetsCreateBodies, PetsCreateParams, PetsCreateResponse } from 'test-types/pets';
import type { APIPromise, RequestOptions } from '@specline/runtime';

export class Pets extends APIResource {
  create(id: string, params: PetsCreateParams, options?: RequestOptions): APIPromise<PetsCreateResponse, PetsCreateBodies> {
    return this._client.send({}, { id }, params, options);
  }
}
`;

const DECLARATIONS: Declarations = {
  'types/index.ts': "export type * from './pets.js';\n",
  'types/pets.ts': TYPES,
  'client/pets.ts': CLIENT,
  'client/core.ts': `import { APIClient } from '@specline/runtime';
import type { BaseClientOptions } from '@specline/runtime';

export type ClientOptions = BaseClientOptions;

export function createClient(options: ClientOptions = {}): APIClient {
  return new APIClient({}, options);
}
`,
  'client/index.ts': `import { APIClient } from '@specline/runtime';
import { Pets } from './pets.js';
import type { ClientOptions } from './core.js';

export class Test extends APIClient {
  readonly pets = new Pets(this);

  constructor(options: ClientOptions = {}) {
    super({}, options);
  }
}

export default Test;
`,
};

function published(declarations: Declarations): PublishedVersion {
  const { wire, names } = versionOf(DOCUMENT);
  const { surface } = names;
  if (surface === undefined) throw new Error('names have a surface');
  const [call] = Object.values(names.operations);
  const operations = {
    'POST /pets/{id}': {
      ...call!,
      types: 'PetsCreate',
      call: 'pets.create',
      module: 'pets',
      positional: 'id',
    },
  };
  return { wire, names: { ...names, operations, surface }, declarations };
}

/** What the compiler sees where a text of the declarations becomes another, and the first program that shows it. */
function judged(path: string, from: string, to: string) {
  const changed = DECLARATIONS[path]?.replace(from, to) ?? '';
  expect(changed).not.toBe(DECLARATIONS[path]);
  const [old, next] = [published(DECLARATIONS), published({ ...DECLARATIONS, [path]: changed })];
  const { changes, witnesses } = judgeTypes({ old, next }, diffModels(old, next));
  const found = witnesses(changes);
  return { changes: lines(changes), programs: changes.map((change) => found.get(change)) };
}

const HEAD = "import Test from 'test-client';\n\nconst client = new Test();\n";

const BREAKS: readonly (readonly [
  path: string,
  from: string,
  to: string,
  change: string,
  program: string,
  problem: string,
])[] = [
  [
    'types/pets.ts',
    'tags?: string[]',
    'tags?: number[]',
    'major types request-types-incompatible | client.pets.create(): tags[] of params takes fewer values by its type: code that gives another does not compile',
    `${HEAD}await client.pets.create('text', { name: 'text', tags: ['text'] });\n`,
    "Type 'string' is not assignable to type 'number'.",
  ],
  [
    'types/pets.ts',
    '  tags?: string[];\n',
    '',
    'major types request-types-member-removed | client.pets.create(): tags of params is no longer a member of its type: code that gives it does not compile',
    `${HEAD}await client.pets.create('text', { name: 'text', tags: [] });\n`,
    "Object literal may only specify known properties, and 'tags' does not exist in type 'PetsCreateParams'.",
  ],
  [
    'types/pets.ts',
    'name: string;\n',
    'name: string;\n  age: number;\n',
    'major types types-member-required | client.pets.create(): age of params must be given: code without it does not compile',
    `${HEAD}await client.pets.create('text', { name: 'text' });\n`,
    "Argument of type '{ name: string; }' is not assignable to parameter of type 'PetsCreateParams'.\n  Property 'age' is missing in type '{ name: string; }' but required in type 'PetsCreateParams'.",
  ],
  [
    'types/pets.ts',
    "'a' | 'b' } | null",
    "'a' | 'b' | 'c' } | null",
    'major types response-types-incompatible | client.pets.create(): owner.kind of the response has more values by its type: code that expects the old ones does not compile',
    `${HEAD}const response = await client.pets.create('text', { name: 'text' });\nconst kindRead: 'a' | 'b' = response.owner!.kind;\n`,
    `Type '"a" | "b" | "c"' is not assignable to type '"a" | "b"'.\n  Type '"c"' is not assignable to type '"a" | "b"'.`,
  ],
  [
    'types/pets.ts',
    'name?: string;\n  owner',
    'owner',
    'major types response-types-member-removed | client.pets.create(): name of the response is no longer a member of its type: code that reads it does not compile',
    `${HEAD}const response = await client.pets.create('text', { name: 'text' });\nconst nameRead = response.name;\n`,
    "Property 'name' does not exist on type 'PetsCreateResponse'.",
  ],
  [
    'types/pets.ts',
    'message: string',
    'message?: string',
    'major types response-types-incompatible | client.pets.create(): message of the body of 404 has more values by its type: code that expects the old ones does not compile',
    "import type { PetsCreateBodies } from 'test-types';\n\ndeclare const body: PetsCreateBodies[404];\nconst messageRead: string = body.message;\n",
    "Type 'string | undefined' is not assignable to type 'string'.\n  Type 'undefined' is not assignable to type 'string'.",
  ],
  [
    'client/pets.ts',
    'id: string',
    'id: number',
    'major types request-types-incompatible | client.pets.create(): the argument takes fewer values by its type: code that gives another does not compile',
    `${HEAD}await client.pets.create('text', { name: 'text' });\n`,
    "Argument of type 'string' is not assignable to parameter of type 'number'.",
  ],
  [
    'client/core.ts',
    'export type ClientOptions',
    'type ClientOptions',
    'major types types-export-removed | ClientOptions is no longer exported by client/core',
    "export type { ClientOptions } from 'test-client/core';\n",
    `Module '"test-client/core"' declares 'ClientOptions' locally, but it is not exported.`,
  ],
];

test.each(BREAKS)('%s: %j becomes %j', (path, from, to, change, program, problem) => {
  expect(judged(path, from, to)).toEqual({
    changes: [change],
    programs: [{ kind: 'program', text: program, problem }],
  });
});

test.each([
  ['what is sent may be more', 'name: string;\n', 'name: string | number;\n'],
  ['what is sent may be left out', 'name: string;\n', 'name?: string;\n'],
  ['what is received may be less', "'a' | 'b' } | null", "'a' } | null"],
  ['what is received may be always there', 'name?: string;\n  owner', 'name: string;\n  owner'],
  ['members may be added', '  tags?', '  colour?: string;\n  tags?'],
  [
    'comments are no code',
    'export interface PetsCreateParams',
    '/** For a pet. */\nexport interface PetsCreateParams',
  ],
])('%s', (_, from, to) => {
  expect(judged('types/pets.ts', from, to)).toEqual({ changes: [], programs: [] });
});
