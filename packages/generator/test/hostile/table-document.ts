import { MEMBERS, OBJECTS, REFERABLE, SECTIONS } from '@specline/openapi';
import type { Json, Keyword, Kind } from '@specline/openapi';
import type { Documents, Text } from './document.js';

type Shape = Keyword['shape'];
type Version = '3.0' | '3.1' | '3.2';
type Members = readonly (readonly [name: string, value: Json])[];

/**
 * A document with every object and keyword of OpenAPI's table, a text in each place that holds one, an extension in each
 * object, and a reference for each kind that may be one.
 */
export function tableDocuments(version: Version): (text: Text) => Documents {
  return (text) => ({
    document: new TableDocument(version, text).document(),
    sdk: { validators: true },
    defaults: { npmScope: '@table', license: 'MIT' },
  });
}

/** How many objects of a kind have every keyword; the others have what they need. */
const WHOLE = 2;

class TableDocument {
  readonly #version: Version;
  readonly #text: Text;
  readonly #made = new Map<Kind, number>();

  constructor(version: Version, text: Text) {
    this.#version = version;
    this.#text = text;
  }

  document(): Json {
    return this.#object('document', 'root');
  }

  #object(kind: Kind, place: string): Json {
    const made = this.#made.get(kind) ?? 0;
    this.#made.set(kind, made + 1);
    const isWhole = made < WHOLE;
    const members =
      MEMBERS[kind] === undefined ? this.#keywords(kind, place, isWhole) : this.#named(kind, place);
    return Object.fromEntries([...members, ...(isWhole ? this.#extensions(place) : [])]) as Json;
  }

  #keywords(kind: Kind, place: string, isWhole: boolean): Members {
    const left = LEFT[kind] ?? [];
    const isNeeded = (name: string, { required, shape }: Keyword) =>
      required || NEEDED.has(`${kind} ${name}`) || (kind !== 'schema' && shape.is === 'text');
    const keywords = Object.entries(OBJECTS[kind]).filter(
      ([name, keyword]) =>
        (keyword.since ?? '3.0') <= this.#version &&
        !left.includes(name) &&
        (isWhole || isNeeded(name, keyword)),
    );
    return keywords.map(([name, { shape }]) => [name, this.#value(kind, name, shape, `${place}.${name}`)]);
  }

  /** Members of objects whose names the document chooses. */
  #named(kind: Kind, place: string): Members {
    const item = (of: Kind, name: string) => [name, this.#object(of, `${place}.item`)] as const;
    switch (kind) {
      case 'paths':
        return [item('pathItem', `/${segment(this.#text, 'path')}/{${segment(this.#text, 'id')}}`)];
      case 'responses':
        return ['200', '4XX', 'default'].map((status) => item('response', status));
      case 'callback':
        return [item('pathItem', `{$request.body#/${this.#text(`${place}.expression`)}}`)];
      default:
        return [[this.#text('scheme'), [this.#text(`${place}.scope`)]]];
    }
  }

  /** An extension of each kind of value: text, and what looks like parts of a document. */
  #extensions(place: string): Members {
    const text = this.#text(`${place}.extension`);
    const values: readonly Json[] = [
      text,
      1,
      true,
      null,
      [text],
      { [`k${text}`]: text },
      { $ref: `#/${text}` },
      { $ref: 1 },
    ];
    const key = `x-${text}`;
    return [
      [key, { description: text, get: { responses: {} } }],
      ...values.map((value, at) => [`x-${at}`, value] as const),
    ];
  }

  #value(kind: Kind, name: string, shape: Shape, place: string): Json {
    const own = VALUES[`${kind} ${name}`];
    if (own !== undefined) {
      const text = (end: string) => this.#text(end === '' ? place : `${place}.${end}`);
      return own(text, this.#version, this.#text);
    }
    switch (shape.is) {
      case 'text':
        return this.#text(place);
      case 'flag':
        return true;
      case 'number':
        return 1;
      case 'data':
        return this.#data(place);
      case 'texts':
        return [this.#text(place)];
      case 'textMap':
        return { [this.#text(`${place}.key`)]: this.#text(place) };
      case 'types':
        return 'string';
      case 'object':
        return this.#object(shape.of, place);
      case 'list':
        return [this.#object(shape.of, place)];
      case 'map':
        return Object.fromEntries(this.#map(shape.of, place)) as Json;
    }
  }

  #data(place: string): Json {
    const text = this.#text(place);
    return [text, { [`k${text}`]: text }, -0, 1e21, -1.5, 2 ** 53, null, true, [[]]];
  }

  #map(of: Kind, place: string): Members {
    const name =
      of === 'securityScheme'
        ? this.#text('scheme')
        : (NAMES[of]?.(this.#text(`${place}.name`)) ?? this.#text(`${place}.name`));
    const made: Members = [[name, this.#object(of, place)]];
    const section = SECTIONS[of];
    if (place !== `root.components.${section}` || !REFERABLE.has(of)) return made;
    return [...made, ['reference', this.#reference(`#/components/${section}/${pointerTo(name)}`, of)]];
  }

  /** A reference, and beside it what has no meaning there: in schemas that is so in OpenAPI 3.0 alone. */
  #reference($ref: string, of: Kind): Json {
    const text = this.#text('beside');
    const described: Json = { $ref, description: text };
    if (of === 'schema' && this.#version !== '3.0') return described;
    return {
      ...(described as object),
      title: 1,
      format: [text],
      type: text,
      enum: text,
      [`x-${text}`]: text,
    };
  }
}

/** A part of a path: without what separates its parts. */
function segment(text: Text, name: string): string {
  return `q${text(`segment.${name}`).replaceAll(/[/{}:?#]/g, '')}`;
}

/** A name in a reference: letters that a URI cannot have are encoded. */
function pointerTo(name: string): string {
  const encoded = (letter: string) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;
  return name
    .replaceAll('~', '~0')
    .replaceAll('/', '~1')
    .replaceAll(/[\0-%\\^`{-\x7f]/g, encoded);
}

/** What excludes another keyword, or would make the document another one. */
const LEFT: Partial<Record<Kind, readonly string[]>> = {
  document: ['$self', 'jsonSchemaDialect'],
  parameter: ['content', 'example', 'allowEmptyValue'],
  header: ['content', 'example', 'style', 'allowReserved'],
  mediaType: ['example', 'prefixEncoding', 'itemEncoding', 'itemSchema'],
  encoding: ['encoding', 'prefixEncoding', 'itemEncoding'],
  example: ['externalValue', 'value', 'serializedValue'],
  link: ['operationRef'],
  schema: [
    '$id',
    '$dynamicRef',
    '$dynamicAnchor',
    '$schema',
    'nullable',
    'readOnly',
    'const',
    'exclusiveMaximum',
    'exclusiveMinimum',
    'discriminator',
    'enum',
    'prefixItems',
    'writeOnly',
  ],
  securityScheme: ['flows'],
};

/** Keywords without which an object means nothing. */
const NEEDED: ReadonlySet<string> = new Set([
  'schema type',
  'operation responses',
  'parameter schema',
  'header schema',
  'pathItem parameters',
  'link operationId',
]);

/** What names of members are made of: what the name itself decides is not what these texts are for. */
const NAMES: Partial<Record<Kind, (text: string) => string>> = {
  mediaType: (text) => `x/y; z=${text}`,
  header: (text) => `X-${text}`,
  operation: () => 'COPY',
};

/** An object with one member, for a list of schemas. */
function part(text: Text): Json {
  return [
    {
      type: 'object',
      title: text('title'),
      properties: { [text('member')]: { type: 'string', description: text('') } },
    },
  ];
}

/** Values that decide something, and so are given. */
const VALUES: Readonly<Record<string, (text: Text, version: Version, any: Text) => Json>> = {
  'document openapi': (_, version) => `${version}.0`,
  'parameter in': () => 'query',
  'parameter style': () => 'form',
  'parameter name': (text) => `p${text('')}`,
  'parameter required': () => false,
  'encoding style': () => 'form',
  'encoding contentType': () => 'text/plain',
  'operation callbacks': (text) => ({
    [text('name')]: {
      [`{$url}${text('')}`]: { post: { responses: { 200: { description: text('done') } } } },
    },
  }),
  'schema type': () => 'object',
  'schema format': (text) => `x${text('')}`,
  'schema pattern': (text) => text('').replaceAll(/[^\w ]/g, '.'),
  'schema items': () => true,
  'schema required': (text) => [text('name')],
  'schema dependentRequired': (text) => ({ [text('key')]: [text('')] }),
  'schema properties': (text) => ({
    [text('name')]: { type: 'string', description: text('') },
    [text('listed')]: { type: 'string', enum: [text('value'), text('other')] },
    [text('fixed')]: { enum: [{ [text('key')]: [text('item'), -0, 1e21] }] },
  }),
  'schema allOf': part,
  'schema anyOf': part,
  'schema oneOf': part,
  'schema additionalProperties': () => false,
  'securityScheme type': () => 'apiKey',
  'securityScheme in': () => 'header',
  'securityScheme name': (text) => `X-${text('')}`,
  'server url': (text) => `https://example.com/${text('').replaceAll(/[{}]/g, '')}`,
  'serverVariable enum': (text) => [text('default'), text('')],
  'serverVariable default': (text) => text(''),
  'pathItem parameters': (text, _, any) => [
    {
      name: segment(any, 'id'),
      in: 'path',
      required: true,
      description: text(''),
      schema: { type: 'string' },
    },
  ],
};

/** A text for a place of these documents, which means nothing. */
export function tableText(place: string): string {
  return place.replaceAll(/[^A-Za-z]/g, '_');
}
