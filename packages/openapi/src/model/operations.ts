import type { JsonObject } from '../json/json.js';
import { flagOf, objectOf, optional, own, textOf, textsOf } from '../json/read.js';
import { join, member } from '../json/pointer.js';
import type { Place } from '../json/pointer.js';
import { contentOf } from './content.js';
import { deprecationOf } from './facts.js';
import { operationsIn } from '../operations/path-item.js';
import type { PlacedOperation } from '../operations/path-item.js';
import { isSendable, takesBody, templateNames } from '../spec/http.js';
import type { Operation, Parameter, RequestBody, Response } from './model.js';
import { headersOf, mergedParameters, parametersOf } from './parameters.js';
import { follow } from './read-context.js';
import type { Reading } from './read-context.js';
import type { ReleasedCall } from './released.js';
import { securityOf } from './security.js';
import { sensitiveIn } from './sensitive-responses.js';

/** An operation before it is known how it is called. */
export type UnnamedOperation = Omit<Operation, 'call'>;

const STATUS = /^([1-5]\d\d|[1-5]XX|default)$/;

/** All operations under `paths`, in the document's order. */
export function operationsOf(reading: Reading): UnnamedOperation[] {
  return Object.entries(objectOf(reading.document, 'paths'))
    .filter(([path]) => !path.startsWith('x-'))
    .flatMap(([path, item]) => pathOperations(path, follow(item, join('#/paths', path), reading), reading));
}

function pathOperations(path: string, item: Place<JsonObject>, reading: Reading): UnnamedOperation[] {
  if (!path.startsWith('/'))
    reading.account.refuse(item.pointer, `a path begins with /, not ${path}`, `write /${path}`);
  const shared = parametersOf(item, reading);
  const operations = operationsIn(item).flatMap((placed) => operationOf(placed, path, shared, reading) ?? []);
  const used = new Set(operations.flatMap(({ parameters }) => parameters.map(({ pointer }) => pointer)));
  for (const { pointer } of shared.filter((parameter) => !used.has(parameter.pointer))) {
    reading.account.ignore(pointer, 'no operation of this path has it');
  }
  return operations;
}

function operationOf(
  { method, sent, value, pointer }: PlacedOperation,
  path: string,
  shared: readonly Parameter[],
  reading: Reading,
): UnnamedOperation | undefined {
  if (!isSendable(sent)) {
    reading.account.ignore(pointer, `fetch sends no ${sent}`);
    return undefined;
  }
  const declared = mergedParameters(shared, parametersOf({ value, pointer }, reading));
  const parameters = pathParametersIn(path, pointer, declared, reading);
  checkQuerystring(pointer, parameters, reading);
  const key = `${sent} ${path}`;
  const released = own(reading.released?.operations, key);
  return {
    key,
    pointer,
    method,
    path,
    ...optional('operationId', textOf(value, 'operationId')),
    ...optional('summary', textOf(value, 'summary')),
    ...optional('description', textOf(value, 'description')),
    tags: textsOf(value, 'tags'),
    ...optional('deprecated', deprecationOf(value)),
    ...optional('stability', textOf(value, 'x-stability')),
    parameters,
    ...optional('body', bodyOf(sent, { value, pointer }, reading, released?.mediaType)),
    responses: responsesOf({ value, pointer }, reading, released?.responses),
    ...sensitiveIn({ value, pointer }, reading),
    security: securityOf({ value, pointer }, reading),
  } as UnnamedOperation;
}

/** The parameters without those that no place of the path takes. Refuses places that no parameter fills. */
function pathParametersIn(
  path: string,
  pointer: string,
  parameters: readonly Parameter[],
  { account }: Reading,
): Parameter[] {
  const used = templateNames(path);
  for (const name of used.filter(
    (candidate) => !parameters.some((parameter) => parameter.in === 'path' && parameter.name === candidate),
  )) {
    account.refuse(pointer, `path parameter {${name}} is not declared`, 'add it to parameters');
  }
  return parameters.filter((parameter) => {
    if (parameter.in !== 'path' || used.includes(parameter.name)) return true;
    account.flaw(
      pointer,
      `path parameter ${parameter.name} is declared but not in the path ${path}; it is ignored`,
      `add {${parameter.name}} to the path or remove the parameter`,
    );
    account.ignore(parameter.pointer, `the path ${path} has no place for it`);
    return false;
  });
}

/** What is all of the query string stands alone there (OpenAPI 3.2, section 4.12.1). */
function checkQuerystring(pointer: string, parameters: readonly Parameter[], { account }: Reading): void {
  const whole = parameters.find(({ serialization }) => serialization.kind === 'querystring');
  const other = parameters.find((parameter) => parameter.in === 'query' && parameter !== whole);
  if (whole === undefined || other === undefined) return;
  account.refuse(
    pointer,
    `querystring parameter ${whole.name} is all of the query, and ${other.name} is there too`,
    'remove one',
  );
}

function bodyOf(
  method: string,
  owner: Place<JsonObject>,
  reading: Reading,
  released: string | undefined,
): RequestBody | undefined {
  const item = member(owner.value, 'requestBody');
  if (item === undefined) return undefined;
  const pointer = join(owner.pointer, 'requestBody');
  if (!takesBody(method)) {
    reading.account.ignore(pointer, `fetch sends no body with ${method}`);
    return undefined;
  }
  const definition = follow(item, pointer, reading);
  const content = contentOf(definition, 'request', reading, released);
  if (content === undefined) {
    reading.account.flaw(
      definition.pointer,
      'the request body has no media type; the client sends none',
      'add one to content',
    );
    reading.account.ignore(pointer, 'it has no media type');
    return undefined;
  }
  return {
    pointer,
    required: flagOf(definition.value, 'required'),
    mediaTypes: Object.keys(objectOf(definition.value, 'content')),
    content,
    ...optional('description', textOf(definition.value, 'description')),
  };
}

function responsesOf(
  owner: Place<JsonObject>,
  reading: Reading,
  released: ReleasedCall['responses'] | undefined,
): Response[] {
  const responses = objectOf(owner.value, 'responses');
  const pointer = join(owner.pointer, 'responses');
  const statuses = Object.keys(responses).filter((status) => !status.startsWith('x-'));
  return statuses.map((status) =>
    responseOf(status, { value: responses, pointer }, reading, own(released, status)),
  );
}

function responseOf(
  status: string,
  responses: Place<JsonObject>,
  reading: Reading,
  released: string | undefined,
): Response {
  const pointer = join(responses.pointer, status);
  if (!STATUS.test(status))
    reading.account.refuse(pointer, `${status} is not a status`, 'write 200, 4XX or default');
  const definition = follow(responses.value[status], pointer, reading);
  return {
    pointer,
    status,
    description: textOf(definition.value, 'description') ?? '',
    headers: headersOf(definition, reading),
    mediaTypes: Object.keys(objectOf(definition.value, 'content')),
    ...optional('content', contentOf(definition, 'response', reading, released)),
  };
}
