import type { JsonObject, Json } from '../json/json.js';
import { flagOf, listOf, objectOf, optional, textOf, textsOf } from '../json/read.js';
import type { Version } from '../spec/version.js';
import { isList, isObject, join, member } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import type { LoadedDocument } from '../document/load.js';
import { Account } from '../model/diagnostics.js';
import { follow } from '../model/read-context.js';
import type { Surface } from '../model/model.js';
import { operationsIn } from '../operations/path-item.js';
import type { PlacedOperation } from '../operations/path-item.js';
import {
  defaultExplode,
  defaultStyle,
  isParameterPlace,
  isRequiredIn,
  isReservedHeader,
  isReservedParameter,
  takesBody,
} from '../spec/http.js';
import { contentFacts } from './encodings.js';
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
  return new WireReader(document, version, new Shapes(document, version, surface?.openEnums)).wire();
}

/** What of a parameter no server depends on: whether reserved letters are encoded, it decodes. */
const PARAMETER_TEXTS = ['description', 'example', 'examples', 'allowReserved', 'allowEmptyValue'];

class WireReader {
  readonly #document: JsonObject;
  readonly #version: Version;
  readonly #shapes: Shapes;

  constructor(document: JsonObject, version: Version, shapes: Shapes) {
    this.#document = document;
    this.#version = version;
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
        return operationsIn(item).map((operation) => this.#exchange(operation, path, item));
      });
  }

  #exchange({ sent, value, pointer }: PlacedOperation, path: string, item: Place<JsonObject>): Exchange {
    const own = member(value, 'security');
    const shared = this.#parameters(item);
    const parameters = this.#parameters({ value, pointer });
    const body = takesBody(sent) ? this.#body({ value, pointer }) : undefined;
    const isOverridden = (one: WireParameter) =>
      parameters.some((other) => other.name === one.name && other.in === one.in);
    return {
      key: `${sent} ${path}`,
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
        ...this.#ignoredIn(item),
        ...this.#ignoredIn({ value, pointer }),
        ...(body === undefined ? Object.values(documentationOf(value, ['requestBody']) ?? {}) : []),
      ],
      parameters: [...shared.filter((parameter) => !isOverridden(parameter)), ...parameters],
      ...optional('body', body),
      responses: this.#responses({ value, pointer }),
      security: requirementsOf(own ?? member(this.#document, 'security')),
      securityPointer: own === undefined ? '#/security' : join(pointer, 'security'),
    };
  }

  /** What OpenAPI ignores of a request: no server depends on it, but it stands in what is published. */
  #ignoredIn(owner: Place<JsonObject>): Json[] {
    return this.#declared(owner)
      .filter(isReserved)
      .map(({ value }) => value);
  }

  /** The parameters of a path item or operation, each with where it is declared. */
  #declared(owner: Place<JsonObject>): (Place<JsonObject> & { readonly definition: string })[] {
    const list = join(owner.pointer, 'parameters');
    return listOf(owner.value, 'parameters').map((item, index) => {
      const pointer = join(list, index);
      const { value, pointer: definition } = this.#follow(item, pointer);
      return { value, pointer, definition };
    });
  }

  #parameters(owner: Place<JsonObject>): WireParameter[] {
    const declared = this.#declared(owner).filter((one) => !isReserved(one));
    const all = declared.map(({ value, pointer, definition }): WireParameter => {
      const place = textOf(value, 'in') ?? 'query';
      return {
        name: textOf(value, 'name') ?? '',
        in: (place === 'querystring' ? 'query' : place) as WireParameter['in'],
        pointer,
        required: isRequiredIn(place, flagOf(value, 'required')),
        ...optional('deprecated', flagOf(value, 'deprecated') || undefined),
        ...optional('sunset', member(value, 'x-sunset')),
        documentation: documentationOf(value, PARAMETER_TEXTS) ?? {},
        ...this.#described({ value, pointer: definition }, place),
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
    const style = textOf(value, 'style') ?? defaultStyle(isParameterPlace(place) ? place : 'header');
    const explode = member(value, 'explode') ?? defaultExplode(style);
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
    const contents = this.#contents(definition, true);
    // Without a media type there is nothing that could be sent.
    if (contents.length === 0) return undefined;
    return {
      pointer: join(owner.pointer, 'requestBody'),
      required: flagOf(definition.value, 'required'),
      documentation: documentationOf(definition.value, ['description']) ?? {},
      contents,
    };
  }

  #contents(owner: Place<JsonObject>, isRequest = false): WireContent[] {
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
        ...contentFacts(place.value, { mediaType, version: this.#version, isRequest }),
      };
    });
  }

  #responses(owner: Place<JsonObject>): WireResponse[] {
    const pointer = join(owner.pointer, 'responses');
    return Object.entries(objectOf(owner.value, 'responses'))
      .filter(([status]) => !status.startsWith('x-'))
      .map(([status, item]) => {
        const definition = this.#follow(item, join(pointer, status));
        const ignored = Object.entries(objectOf(definition.value, 'headers')).filter(([name]) =>
          isReservedHeader(name),
        );
        return {
          status,
          pointer: join(pointer, status),
          documentation: {
            ...documentationOf(definition.value, ['summary', 'description', 'links']),
            ...(ignored.length === 0 ? {} : { headers: Object.fromEntries(ignored) }),
          },
          headers: this.#headers(definition),
          contents: this.#contents(definition),
        };
      });
  }

  #headers(owner: Place<JsonObject>): WireHeader[] {
    const pointer = join(owner.pointer, 'headers');
    const headers = Object.entries(objectOf(owner.value, 'headers'));
    return headers
      .filter(([name]) => !isReservedHeader(name))
      .map(([name, item]) => {
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

function isReserved({ value }: Place<JsonObject>): boolean {
  return textOf(value, 'in') === 'header' && isReservedParameter(textOf(value, 'name') ?? '');
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
