import type { Random } from '../random.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

/** A version of OpenAPI that documents are written in. */
export type Version = '2.0' | '3.0.3' | '3.1.0' | '3.2.0';

/** A schema, a value that it allows, and what of the value has to be printed. */
export interface Sample {
  readonly schema: JsonObject;
  readonly value: Json;
  /** Whether all of it is sensitive, or most of its members. */
  readonly isHidden: boolean;
  /** Texts that are not sensitive. */
  readonly shown: readonly string[];
}

/** Stands in every text that is sensitive. */
export const CANARY = 'canary-7f3a';

/** Makes random schemas in which some values are sensitive, in any form that a version has. */
export class Samples {
  /** The components that the schemas refer to. */
  readonly components: Record<string, JsonObject> = {};
  readonly #random: Random;
  readonly #version: Version;
  #count = 0;

  constructor(random: Random, version: Version) {
    this.#random = random;
    this.#version = version;
  }

  /** Returns a value that holds at least one secret. */
  holder(depth: number): Sample {
    const { below, pick } = this.#random;
    if (depth <= 0) return this.#secret();
    const inner = () => this.holder(depth - 1 - below(2));
    const forms = [
      () => this.#object([inner()]),
      () => this.#object([inner(), this.#plain(), this.#plain()]),
      () => this.#object([this.#plain(), this.holder(depth - 2), inner()]),
      () => this.#list(inner()),
      () => this.#map(inner()),
      () => this.#openMap(inner()),
      () => this.#whole(),
      () => this.#referred(inner()),
      () => this.#allOf(inner()),
      () => this.#union('anyOf', inner()),
      () => this.#part(inner()),
      () => this.#inherited(inner()),
      ...(this.#isLegacy ? [] : this.#modern(inner)),
    ];
    return pick(forms)();
  }

  /** Forms of OpenAPI 3.1 and later. */
  #modern(inner: () => Sample): (() => Sample)[] {
    return [
      () => this.#tuple(inner()),
      () => this.#condition(inner()),
      () => this.#dependent(inner()),
      () => this.#pattern(inner()),
      () => this.#siblings(),
      () => this.#recursive(inner()),
      () => this.#union('oneOf', inner()),
    ];
  }

  /** Returns a value that holds none. */
  ordinary(): Sample {
    return this.#object([this.#plain(), this.#object([this.#plain(), this.#plain()])]);
  }

  get #isLegacy(): boolean {
    return /^(2|3\.0)/.test(this.#version);
  }

  #name(prefix: string): string {
    this.#count += 1;
    return `${prefix}${this.#count}`;
  }

  #secret(): Sample {
    const mark = this.#random.pick([{ 'x-sensitive': true }, { format: 'password' }]);
    const schema = { type: 'string', ...mark };
    return { schema, value: `${CANARY}-${this.#name('s')}`, isHidden: true, shown: [] };
  }

  #plain(): Sample {
    const value = this.#name('plain');
    return { schema: { type: 'string' }, value, isHidden: false, shown: [value] };
  }

  #object(members: readonly Sample[]): Sample {
    const named = members.map((one) => [this.#name('m'), one] as const);
    return {
      schema: {
        type: 'object',
        properties: Object.fromEntries(named.map(([name, { schema }]) => [name, schema])),
      },
      value: Object.fromEntries(named.map(([name, { value }]) => [name, value])),
      isHidden: false,
      shown: members.flatMap(({ isHidden, shown }) => (isHidden ? [] : shown)),
    };
  }

  #list({ schema, value, ...rest }: Sample): Sample {
    return { schema: { type: 'array', items: schema }, value: [value, value], ...rest };
  }

  #tuple({ schema, value, ...rest }: Sample): Sample {
    const plain = this.#plain();
    return {
      schema: { type: 'array', prefixItems: [plain.schema, schema] },
      value: [plain.value, value],
      ...rest,
    };
  }

  #map({ schema, value, ...rest }: Sample): Sample {
    const name = this.#random.pick([
      'additionalProperties',
      ...(this.#isLegacy ? [] : ['unevaluatedProperties']),
    ]);
    return {
      schema: { type: 'object', [name]: schema },
      value: { [this.#name('k')]: value, [this.#name('k')]: value },
      ...rest,
    };
  }

  /** A map that has members with names too. */
  #openMap(inner: Sample): Sample {
    const members = this.#object([this.#plain(), this.#plain()]);
    const schema = { ...members.schema, additionalProperties: inner.schema };
    const value = { ...(members.value as JsonObject), [this.#name('k')]: inner.value };
    // In a list of lists or a map it is taken for one that is sensitive as a whole.
    return {
      schema,
      value,
      isHidden: inner.isHidden,
      shown: inner.isHidden ? [] : [...members.shown, ...inner.shown],
    };
  }

  #pattern(inner: Sample): Sample {
    const prefix = this.#name('p');
    const schema = { type: 'object', patternProperties: { [`^${prefix}-`]: inner.schema } };
    const { isHidden, shown } = inner;
    return { schema, value: { [`${prefix}-a`]: inner.value }, isHidden, shown: isHidden ? [] : shown };
  }

  /** All of an object is sensitive. */
  #whole(): Sample {
    const { schema } = this.#object([this.#plain()]);
    const [name = ''] = Object.keys(schema['properties'] as JsonObject);
    const value = { [name]: `${CANARY}-whole`, more: [{ deep: CANARY }] };
    return { schema: { ...schema, 'x-sensitive': true }, value, isHidden: true, shown: [] };
  }

  #referred(inner: Sample): Sample {
    return { ...inner, schema: this.#reference(inner.schema) };
  }

  /** A reference into another schema. */
  #part(inner: Sample): Sample {
    const { $ref } = this.#reference({ type: 'object', properties: { part: inner.schema } });
    return { ...inner, schema: { $ref: `${String($ref)}/properties/part` } };
  }

  /** A base whose discriminator picks an heir, which has the secret. */
  #inherited(inner: Sample): Sample {
    const discriminator = this.#version === '2.0' ? 'kind' : { propertyName: 'kind' };
    const properties = { kind: { type: 'string' } };
    const base = this.#reference({ type: 'object', required: ['kind'], discriminator, properties });
    const own = this.#object([inner]);
    const { $ref } = this.#reference({ allOf: [base, own.schema] });
    const kind = String($ref).split('/').at(-1) ?? '';
    return { ...own, schema: base, value: { kind, ...(own.value as JsonObject) } };
  }

  #reference(schema: JsonObject): JsonObject {
    const name = this.#name('C');
    this.components[name] = schema;
    return { $ref: `#/${this.#version === '2.0' ? 'definitions' : 'components/schemas'}/${name}` };
  }

  /** Marks beside a reference. */
  #siblings(): Sample {
    const { schema, value } = this.#object([this.#plain()]);
    const [name = ''] = Object.keys(value as JsonObject);
    const marked = { ...this.#reference(schema), 'x-sensitive': true };
    return { schema: marked, value: { [name]: CANARY }, isHidden: true, shown: [] };
  }

  #allOf(inner: Sample): Sample {
    if (inner.isHidden) return { ...inner, schema: { allOf: [this.#reference(inner.schema)] } };
    const other = this.#object([this.#plain()]);
    if (typeof inner.value !== 'object' || Array.isArray(inner.value)) return this.#referred(inner);
    return {
      schema: { allOf: [this.#reference(inner.schema), other.schema] },
      value: { ...(inner.value as JsonObject), ...(other.value as JsonObject) },
      isHidden: false,
      shown: [...inner.shown, ...other.shown],
    };
  }

  #union(keyword: 'oneOf' | 'anyOf', inner: Sample): Sample {
    if (this.#version === '2.0') return this.#referred(inner);
    const other = { type: 'object', required: ['other'], properties: { other: { type: 'integer' } } };
    const nothing = this.#isLegacy ? { type: 'integer' } : { type: 'null' };
    return { ...inner, schema: { [keyword]: [inner.schema, other, nothing] } };
  }

  #condition(inner: Sample): Sample {
    const { schema, ...rest } = this.#object([inner]);
    const then = this.#random.pick(['then', 'else']);
    const condition = then === 'then' ? { type: 'object' } : { type: 'string' };
    return {
      schema: { type: 'object', if: condition, [then]: { properties: schema['properties'] ?? {} } },
      ...rest,
    };
  }

  #dependent(inner: Sample): Sample {
    const { schema, value, ...rest } = this.#object([inner]);
    const dependent = { properties: schema['properties'] ?? {} };
    return {
      schema: { type: 'object', properties: { a: { type: 'integer' } }, dependentSchemas: { a: dependent } },
      value: { a: 1, ...(value as JsonObject) },
      ...rest,
    };
  }

  /** A tree of which every node has the secret. */
  #recursive(inner: Sample): Sample {
    const node = this.#object([inner]);
    const name = this.#name('Node');
    const reference = { $ref: `#/components/schemas/${name}` };
    const properties = {
      ...(node.schema['properties'] as JsonObject),
      kids: { type: 'array', items: reference },
    };
    this.components[name] = { type: 'object', properties };
    const { value, isHidden, shown } = node;
    return {
      schema: reference,
      value: { ...(value as JsonObject), kids: [value, { kids: [value] }] },
      isHidden,
      shown,
    };
  }
}
