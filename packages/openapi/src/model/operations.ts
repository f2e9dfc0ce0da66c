import { join, member } from '../load/pointer.js';
import type { JsonObject, Place } from '../load/pointer.js';
import { contentOf } from './content.js';
import { deprecationOf, flagOf, objectOf, optional, own, textOf, textsOf } from './facts.js';
import type { Method, Operation, Parameter, RequestBody, Response } from './model.js';
import { headersOf, mergedParameters, parametersOf } from './parameters.js';
import { follow } from './reading.js';
import type { Reading } from './reading.js';
import type { ReleasedCall } from './released.js';
import { securityOf } from './security.js';
import { sensitiveIn } from './sensitive-responses.js';

/** An operation before it is known how it is called. */
export type UnnamedOperation = Omit<Operation, 'call'>;

const METHODS: readonly Method[] = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
];

/** Methods whose requests `fetch` sends without a body. */
const BODILESS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** Methods that `fetch` does not send. */
const UNSENT: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK']);

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
  const operations = methodsOf(item).flatMap(
    (method) => operationOf(method, path, item, shared, reading) ?? [],
  );
  const used = new Set(operations.flatMap(({ parameters }) => parameters.map(({ pointer }) => pointer)));
  for (const { pointer } of shared.filter((parameter) => !used.has(parameter.pointer))) {
    reading.account.ignore(pointer, 'no operation of this path has it');
  }
  return operations;
}

/** The methods of a path item, in its order. */
function methodsOf({ value }: Place<JsonObject>): Operation['method'][] {
  return Object.keys(value).flatMap((name): Operation['method'][] => {
    if (name === 'additionalOperations')
      return Object.keys(objectOf(value, name)).map((additional) => ({ additional }));
    return METHODS.filter((method) => method === name);
  });
}

/** The method as it is sent. */
export function sentMethod(method: Operation['method']): string {
  return typeof method === 'string' ? method.toUpperCase() : method.additional;
}

/** Where an operation stands in its path item. */
function placeOf(method: Operation['method'], item: Place<JsonObject>): Place<JsonObject> {
  if (typeof method === 'string')
    return { value: objectOf(item.value, method), pointer: join(item.pointer, method) };
  const pointer = join(join(item.pointer, 'additionalOperations'), method.additional);
  return { value: objectOf(objectOf(item.value, 'additionalOperations'), method.additional), pointer };
}

function operationOf(
  method: Operation['method'],
  path: string,
  item: Place<JsonObject>,
  shared: readonly Parameter[],
  reading: Reading,
): UnnamedOperation | undefined {
  const { value, pointer } = placeOf(method, item);
  const sent = sentMethod(method);
  if (UNSENT.has(sent.toUpperCase())) {
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

/** The names in `{…}` of a path template. */
export function templateNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
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
  if (BODILESS.has(method)) {
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
