import type { Json, JsonObject } from '../../json/json.js';
import { isMethod, methodSince } from '../../spec/http.js';
import type { Kind, Shape } from '../../spec/keyword.js';
import { nearestAbove } from '../source-map.js';
import { isList, isObject, join, member, normalPointer, shownValue } from '../../json/pointer.js';
import { contentOf, formOf, JSON_TYPE, rebased, textsOf } from './swagger-bodies.js';
import {
  mapped,
  present,
  upgradedHeader,
  upgradedParameter,
  upgradedSchema,
  upgradedSecurityScheme,
  withMappings,
  withoutMembers,
} from './swagger-parts.js';

/** A value and the file that holds it. */
interface Part {
  readonly value: Json;
  readonly path: string;
}

/** What a reference in a file leads to, other references followed; undefined where that is nothing. */
export type Resolve = (reference: string, path: string) => Part | undefined;

/** The place of OpenAPI 3.0 that is another in Swagger 2.0. */
export interface Relocation {
  readonly to: string;
  readonly from: string;
}

const SECTIONS: readonly Relocation[] = [
  { to: '#/components/schemas', from: '#/definitions' },
  { to: '#/components/parameters', from: '#/parameters' },
  { to: '#/components/responses', from: '#/responses' },
  { to: '#/components/securitySchemes', from: '#/securityDefinitions' },
];

/** Reads a Swagger 2.0 document, of one file or many, as OpenAPI 3.0. */
export class SwaggerUpgrade {
  /** By the place in Swagger 2.0. */
  readonly relocations = new Map<string, Relocation>();
  readonly #root: JsonObject;
  readonly #entry: string;
  readonly #resolve: Resolve;

  constructor(root: JsonObject, entry: string, resolve: Resolve) {
    this.#root = root;
    this.#entry = entry;
    this.#resolve = resolve;
    for (const { to, from } of SECTIONS) this.#relocate(to, from);
  }

  document(): JsonObject {
    const { paths, definitions, parameters, responses, securityDefinitions, ...others } = this.#root;
    const sections = {
      schemas: definitions && this.#definitions(definitions),
      parameters: parameters && this.#parameters(parameters),
      responses:
        responses &&
        mapped(responses, (item, name) =>
          this.#response(item, join('#/responses', name), join('#/components/responses', name)),
        ),
      securitySchemes: securityDefinitions && mapped(securityDefinitions, upgradedSecurityScheme),
    };
    const servers = serversOf(this.#root);
    return this.#withReferences({
      openapi: '3.0.4',
      ...withoutMembers(others, REPLACED),
      ...(servers.length === 0 ? {} : { servers }),
      ...(paths === undefined
        ? {}
        : { paths: mapped(paths, (item, path) => this.#pathItem(item, this.#entry, join('#/paths', path))) }),
      components: present(sections),
    }) as JsonObject;
  }

  /** A part of another file, which is what stands at a reference to it. */
  part(value: Json, shape: Shape, path: string): Json {
    switch (shape.is) {
      case 'object':
        return this.#object(value, shape.of, path);
      case 'list':
        return isList(value) ? value.map((item) => this.#object(item, shape.of, path)) : value;
      case 'map':
        return mapped(value, (item) => this.#object(item, shape.of, path));
      default:
        return value;
    }
  }

  #object(value: Json, kind: Kind, path: string): Json {
    switch (kind) {
      case 'schema':
        return upgradedSchema(value);
      case 'parameter':
      case 'header':
        return upgradedParameter(value);
      case 'response':
        return this.#response(value);
      case 'pathItem':
        return this.#pathItem(value, path);
      case 'operation':
        return this.#operation(value, path, []);
      case 'paths':
        return mapped(value, (item) => this.#pathItem(item, path));
      case 'responses':
        return mapped(value, (item) => this.#response(item));
      default:
        return value;
    }
  }

  /** The pointer that a value of the entry has since it is OpenAPI 3.0. */
  current(pointer: string): string {
    const moved = nearestAbove(pointer, this.relocations);
    return moved === undefined ? pointer : moved.to + pointer.slice(moved.from.length);
  }

  #definitions(definitions: Json): Json {
    const upgraded = mapped(definitions, upgradedSchema);
    return isObject(upgraded) ? withMappings(upgraded) : upgraded;
  }

  /** The parameters that are still parameters: bodies and forms stand in the operations that have them. */
  #parameters(parameters: Json): Json {
    if (!isObject(parameters)) return parameters;
    const kept = Object.entries(parameters).filter(([, item]) => !isBodyPart(item));
    return mapped(Object.fromEntries(kept), upgradedParameter);
  }

  #pathItem(value: Json, path: string, pointer?: string): Json {
    if (!isObject(value) || typeof value['$ref'] === 'string') return value;
    const { parameters, ...others } = value;
    const shared = isList(parameters) ? parameters : [];
    const kept = shared.filter((item) => !isBodyPart(this.#followed(item, path).value));
    const bodies = shared.filter((item) => !kept.includes(item));
    const operations = mapped(others, (item, name) =>
      isMethod(name) && methodSince(name) === '2.0'
        ? this.#operation(item, path, bodies, pointer && join(pointer, name))
        : item,
    ) as JsonObject;
    if (isList(parameters) && kept.length > 0)
      return { parameters: kept.map(upgradedParameter), ...operations };
    return parameters === undefined || isList(parameters) ? operations : { parameters, ...operations };
  }

  #operation(value: Json, path: string, shared: readonly Json[], pointer?: string): Json {
    if (!isObject(value) || typeof value['$ref'] === 'string') return value;
    const { parameters, responses, consumes, produces, ...others } = value;
    const items = isList(parameters) ? parameters : [];
    const own = items.filter((item) => isBodyPart(this.#followed(item, path).value));
    const kept = items.filter((item) => !own.includes(item));
    const parts = (own.length > 0 ? own : shared).map((item) => this.#followed(item, path));
    const types = textsOf(consumes) ?? textsOf(this.#root['consumes']);
    const requestBody = this.#requestBody(
      parts.map((part) => rebased(part.value, part.path, path)),
      types,
    );
    if (pointer !== undefined) this.#relocateParameters(join(pointer, 'parameters'), items, kept, pointer);
    const place = pointer && join(pointer, 'responses');
    return {
      ...withoutMembers(others, ['schemes']),
      ...(kept.length === 0 ? {} : { parameters: kept.map(upgradedParameter) }),
      ...(requestBody === undefined ? {} : { requestBody }),
      ...(responses === undefined
        ? {}
        : {
            responses: mapped(responses, (item, status) => {
              const at = place && join(place, status);
              return status.startsWith('x-') ? item : this.#response(item, at, at, textsOf(produces));
            }),
          }),
    };
  }

  #relocateParameters(place: string, items: readonly Json[], kept: readonly Json[], operation: string): void {
    for (const [index, item] of items.entries()) {
      const to = kept.indexOf(item);
      if (to < 0) this.#relocate(join(operation, 'requestBody'), join(place, index));
      else if (to !== index) this.#relocate(join(place, to), join(place, index));
    }
  }

  #requestBody(parts: readonly Json[], types: readonly string[] | undefined): JsonObject | undefined {
    const fields = parts.filter((part) => member(part, 'in') === 'formData').filter(isObject);
    const body = parts.find((part) => member(part, 'in') === 'body');
    if (isObject(body)) {
      const { schema, ...others } = withoutMembers(body, ['name', 'in']);
      const media = schema === undefined ? {} : { schema: upgradedSchema(schema) };
      return {
        ...others,
        content: Object.fromEntries((types ?? [JSON_TYPE]).map((type) => [type, media])),
      };
    }
    return fields.length === 0 ? undefined : formOf(fields, types);
  }

  #response(value: Json, from?: string, to?: string, types?: readonly string[]): Json {
    if (!isObject(value) || typeof value['$ref'] === 'string') return value;
    const { schema, examples, headers, ...others } = value;
    const produces = types ?? textsOf(this.#root['produces']) ?? [JSON_TYPE];
    const content = contentOf(schema, examples, produces);
    const [first] = Object.keys(content);
    if (first !== undefined && from !== undefined && to !== undefined)
      this.#relocate(join(join(join(to, 'content'), first), 'schema'), join(from, 'schema'));
    return {
      ...others,
      ...(headers === undefined ? {} : { headers: mapped(headers, upgradedHeader) }),
      ...(first === undefined ? {} : { content }),
    };
  }

  #relocate(to: string, from: string): void {
    this.relocations.set(from, { to, from });
  }

  #followed(item: Json, path: string): Part {
    const target = member(item, '$ref');
    const found = typeof target === 'string' ? this.#resolve(target, path) : undefined;
    return found ?? { value: item, path };
  }

  /** References within the entry, led to where their targets are now. */
  #withReferences(value: Json): Json {
    if (isList(value)) return value.map((item) => this.#withReferences(item));
    return isObject(value)
      ? mapped(value, (item, name) =>
          name === '$ref' && typeof item === 'string' && item.startsWith('#/')
            ? this.current(normalPointer(item) ?? item).replaceAll('%', '%25')
            : this.#withReferences(item),
        )
      : value;
  }
}

/** Members of a document that servers and media types say since OpenAPI 3.0. */
const REPLACED = ['swagger', 'host', 'basePath', 'schemes', 'consumes', 'produces'];

function isBodyPart(parameter: Json): boolean {
  const place = member(parameter, 'in');
  return place === 'body' || place === 'formData';
}

/** `https` first: credentials are not sent over the other. */
function serversOf({ host, basePath = '', schemes }: JsonObject): JsonObject[] {
  if (typeof host !== 'string') return basePath === '' ? [] : [{ url: basePath }];
  const wanted = (textsOf(schemes) ?? ['https']).filter((scheme) => scheme.startsWith('http'));
  const path = shownValue(basePath).replace(/^(?=[^/])/, '/');
  return wanted
    .toSorted((a, b) => Number(b === 'https') - Number(a === 'https'))
    .map((scheme) => ({ url: `${scheme}://${host}${path}` }));
}
