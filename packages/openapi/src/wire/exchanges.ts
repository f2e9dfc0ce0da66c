import { isList, isObject, join, member } from '../load/pointer.js';
import type { JsonObject, Place } from '../load/pointer.js';
import type { LoadedDocument } from '../load/document.js';
import { Account } from '../model/account.js';
import { flagOf, listOf, objectOf, optional, textOf, textsOf } from '../model/facts.js';
import { follow } from '../model/reading.js';
import type { Surface } from '../model/model.js';
import type { Json } from '../model/types.js';
import { documentationOf, Shapes } from './shapes.js';
import type {
  Exchange,
  Wire,
  WireBody,
  WireContent,
  WireHeader,
  WireParameter,
  WireResponse,
  WireScheme,
} from './wire.js';

/** What a document promises on the wire. Pure; a document with faults is read as far as it can be. */
export function wireOf(
  { document, version }: Pick<LoadedDocument, 'document' | 'version'>,
  surface?: Pick<Surface, 'openEnums'>,
): Wire {
  return new WireReader(document, new Shapes(document, version, surface?.openEnums)).wire();
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace', 'query'];

/** The default styles by place (OpenAPI 3.1, section 4.8.12.2). */
const STYLES: Readonly<Record<string, string>> = {
  path: 'simple',
  query: 'form',
  header: 'simple',
  cookie: 'form',
};

/** What of a parameter no server depends on: whether reserved letters are encoded, it decodes. */
const PARAMETER_TEXTS = ['description', 'example', 'examples', 'allowReserved', 'allowEmptyValue'];

class WireReader {
  readonly #document: JsonObject;
  readonly #shapes: Shapes;

  constructor(document: JsonObject, shapes: Shapes) {
    this.#document = document;
    this.#shapes = shapes;
  }

  wire(): Wire {
    const document = this.#document;
    const operations = this.#exchanges('paths');
    const webhooks = this.#exchanges('webhooks');
    return {
      title: textOf(objectOf(document, 'info'), 'title') ?? '',
      documentation: documentationOf(document, ['info', 'tags', 'externalDocs', 'servers']) ?? {},
      securitySchemes: this.#securitySchemes(),
      operations,
      webhooks,
      schemas: this.#shapes.named(),
    };
  }

  #exchanges(section: 'paths' | 'webhooks'): Exchange[] {
    return Object.entries(objectOf(this.#document, section))
      .filter(([path]) => !path.startsWith('x-'))
      .flatMap(([path, value]) => {
        const item = this.#follow(value, join(`#/${section}`, path));
        const additional = objectOf(item.value, 'additionalOperations');
        return [
          ...Object.keys(item.value)
            .filter((method) => METHODS.includes(method))
            .map((method) => this.#exchange(method.toUpperCase(), path, item, [method])),
          ...Object.keys(additional).map((method) =>
            this.#exchange(method, path, item, ['additionalOperations', method]),
          ),
        ];
      });
  }

  #exchange(method: string, path: string, item: Place<JsonObject>, way: readonly string[]): Exchange {
    const value = way.reduce(objectOf, item.value);
    const pointer = way.reduce<string>(join, item.pointer);
    const own = member(value, 'security');
    const shared = this.#parameters(item);
    const parameters = this.#parameters({ value, pointer });
    const isOverridden = (one: WireParameter) =>
      parameters.some((other) => other.name === one.name && other.in === one.in);
    return {
      key: `${method} ${path}`,
      pointer,
      path,
      ...optional('operationId', textOf(value, 'operationId')),
      ...optional('deprecated', flagOf(value, 'deprecated') || undefined),
      ...optional('sunset', member(value, 'x-sunset')),
      ...optional('stability', member(value, 'x-stability') ?? member(value, 'x-stability-level')),
      documentation: [
        documentationOf(item.value, ['summary', 'description', 'servers']) ?? {},
        documentationOf(value, ['summary', 'description', 'tags', 'externalDocs', 'servers', 'callbacks']) ??
          {},
      ],
      parameters: [...shared.filter((parameter) => !isOverridden(parameter)), ...parameters],
      ...optional('body', this.#body({ value, pointer })),
      responses: this.#responses({ value, pointer }),
      security: requirementsOf(own ?? member(this.#document, 'security')),
      securityPointer: own === undefined ? '#/security' : join(pointer, 'security'),
    };
  }

  #parameters(owner: Place<JsonObject>): WireParameter[] {
    const pointer = join(owner.pointer, 'parameters');
    const all = listOf(owner.value, 'parameters').map((item, index): WireParameter => {
      const { value } = this.#follow(item, join(pointer, index));
      const place = textOf(value, 'in') ?? 'query';
      return {
        name: textOf(value, 'name') ?? '',
        in: (place === 'querystring' ? 'query' : place) as WireParameter['in'],
        pointer: join(pointer, index),
        required: place === 'path' || flagOf(value, 'required'),
        ...optional('deprecated', flagOf(value, 'deprecated') || undefined),
        ...optional('sunset', member(value, 'x-sunset')),
        documentation: documentationOf(value, PARAMETER_TEXTS) ?? {},
        ...this.#described(this.#follow(item, join(pointer, index)), place),
      };
    });
    // The first of a name and place counts.
    return [...new Map(all.toReversed().map((one) => [`${one.in} ${one.name}`, one])).values()].toReversed();
  }

  /** What a parameter or header holds, and how it is written. */
  #described(
    { value, pointer }: Place<JsonObject>,
    place: string,
  ): Pick<WireParameter, 'schema' | 'style' | 'explode' | 'isText'> {
    const [content] = this.#contents({ value, pointer });
    if (content !== undefined)
      return { schema: content.schema, style: content.mediaType, explode: false, isText: false };
    const style = textOf(value, 'style') ?? STYLES[place] ?? 'simple';
    const explode = member(value, 'explode') ?? (style === 'form' || style === 'cookie');
    return {
      schema: this.#shapes.shape({
        value: member(value, 'schema') ?? true,
        pointer: join(pointer, 'schema'),
      }),
      style,
      explode: explode === true,
      isText: true,
    };
  }

  #body(owner: Place<JsonObject>): WireBody | undefined {
    const item = member(owner.value, 'requestBody');
    if (item === undefined) return undefined;
    const definition = this.#follow(item, join(owner.pointer, 'requestBody'));
    return {
      pointer: join(owner.pointer, 'requestBody'),
      required: flagOf(definition.value, 'required'),
      documentation: documentationOf(definition.value, ['description']) ?? {},
      contents: this.#contents(definition),
    };
  }

  #contents(owner: Place<JsonObject>): WireContent[] {
    const pointer = join(owner.pointer, 'content');
    return Object.entries(objectOf(owner.value, 'content')).map(([mediaType, item]) => {
      const place = this.#follow(item, join(pointer, mediaType));
      const items = member(place.value, 'itemSchema');
      const schema = items ?? member(place.value, 'schema') ?? true;
      const keyword = items === undefined ? 'schema' : 'itemSchema';
      return {
        mediaType,
        pointer: join(pointer, mediaType),
        schema: this.#shapes.shape({ value: schema, pointer: join(place.pointer, keyword) }),
        ...optional('encoding', member(place.value, 'encoding')),
        documentation: documentationOf(place.value, ['example', 'examples']) ?? {},
      };
    });
  }

  #responses(owner: Place<JsonObject>): WireResponse[] {
    const pointer = join(owner.pointer, 'responses');
    return Object.entries(objectOf(owner.value, 'responses'))
      .filter(([status]) => !status.startsWith('x-'))
      .map(([status, item]) => {
        const definition = this.#follow(item, join(pointer, status));
        return {
          status,
          pointer: join(pointer, status),
          documentation: documentationOf(definition.value, ['summary', 'description', 'links']) ?? {},
          headers: this.#headers(definition),
          contents: this.#contents(definition),
        };
      });
  }

  #headers(owner: Place<JsonObject>): WireHeader[] {
    const pointer = join(owner.pointer, 'headers');
    return Object.entries(objectOf(owner.value, 'headers')).map(([name, item]) => {
      const definition = this.#follow(item, join(pointer, name));
      const texts = ['description', 'example', 'examples', 'deprecated'];
      return {
        name: name.toLowerCase(),
        pointer: join(pointer, name),
        required: flagOf(definition.value, 'required'),
        documentation: documentationOf(definition.value, texts) ?? {},
        schema: this.#described(definition, 'header').schema,
      };
    });
  }

  #securitySchemes(): WireScheme[] {
    const pointer = '#/components/securitySchemes';
    const schemes = objectOf(objectOf(this.#document, 'components'), 'securitySchemes');
    return Object.entries(schemes).map(([name, item]) => {
      const { value } = this.#follow(item, join(pointer, name));
      return {
        name,
        pointer: join(pointer, name),
        credential: credentialOf(value),
        documentation:
          documentationOf(value, ['description', 'flows', 'bearerFormat', 'openIdConnectUrl']) ?? {},
      };
    });
  }

  #follow(value: Json | undefined, pointer: string): Place<JsonObject> {
    return follow(value, pointer, { document: this.#document, account: new Account() });
  }
}

/** Tokens of OAuth 2.0 and OpenID Connect are sent as bearer tokens (RFC 6750). */
function credentialOf(scheme: JsonObject): string {
  const type = textOf(scheme, 'type') ?? '';
  if (type === 'oauth2' || type === 'openIdConnect') return 'http bearer';
  if (type === 'http') return `http ${(textOf(scheme, 'scheme') ?? 'bearer').toLowerCase()}`;
  return [type, textOf(scheme, 'in'), textOf(scheme, 'name')].filter(Boolean).join(' ');
}

function requirementsOf(alternatives: Json | undefined): Exchange['security'] {
  if (!isList(alternatives)) return [];
  return alternatives
    .filter(isObject)
    .map((alternative) =>
      Object.keys(alternative).map((scheme) => ({ scheme, scopes: textsOf(alternative, scheme) })),
    );
}
