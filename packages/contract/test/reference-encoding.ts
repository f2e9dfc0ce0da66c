import type { CallInput } from '../src/index.js';
import type { Fault, RawParameter } from './reference-faults.js';

export function pathText(parameter: RawParameter, value: unknown, fault: Fault | undefined): string {
  const encode = fault === 'does not encode paths' ? unencoded : strict;
  const { style = 'simple', explode = false, name } = parameter;
  if (style === 'label') return `.${joined(value, explode ? '.' : ',', explode, encode)}`;
  if (style !== 'matrix') return plain(parameter, value, encode);
  if (typeof value !== 'object' || value === null) return `;${name}=${encode(String(value))}`;
  if (!explode) return `;${name}=${joined(value, ',', false, encode)}`;
  return Array.isArray(value)
    ? value.map((item) => `;${name}=${encode(String(item))}`).join('')
    : `;${joined(value, ';', true, encode)}`;
}

export function unencoded(text: string): string {
  return text;
}

function strict(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function plain(parameter: RawParameter, value: unknown, encode: (text: string) => string): string {
  if (parameter.content !== undefined) return encode(JSON.stringify(value));
  return joined(value, ',', parameter.explode ?? false, encode);
}

function joined(
  value: unknown,
  separator: string,
  explode: boolean,
  encode: (text: string) => string,
): string {
  if (typeof value !== 'object' || value === null) return encode(String(value));
  if (Array.isArray(value)) return value.map((item) => encode(String(item))).join(separator);
  return Object.entries(value)
    .map(([name, item]) => `${encode(name)}${explode ? '=' : ','}${encode(String(item))}`)
    .join(separator);
}

export function pairs(parameter: RawParameter, value: unknown, encode: (text: string) => string): string[] {
  const { name, style = 'form', explode = style === 'form', content } = parameter;
  if (content !== undefined) return [`${encode(name)}=${encode(JSON.stringify(value))}`];
  if (typeof value !== 'object' || value === null) return [`${encode(name)}=${encode(String(value))}`];
  if (style === 'deepObject')
    return Object.entries(value).map(([key, item]) => `${encode(`${name}[${key}]`)}=${encode(String(item))}`);
  const separators: Record<string, string> = { form: ',', spaceDelimited: '%20', pipeDelimited: '|' };
  if (!explode) return [`${encode(name)}=${joined(value, separators[style] ?? ',', false, encode)}`];
  if (Array.isArray(value)) return value.map((item) => `${encode(name)}=${encode(String(item))}`);
  return Object.entries(value).map(([key, item]) => `${encode(key)}=${encode(String(item))}`);
}

export function encodedBody(input: CallInput, headers: Headers, fault: Fault | undefined): BodyInit | null {
  const { body, mediaType } = input;
  if (body === undefined || mediaType === undefined) return null;
  if (mediaType === 'multipart/form-data') return formData(body);
  headers.set('content-type', fault === 'sends every body as text' ? 'text/plain' : mediaType);
  if (mediaType === 'application/x-www-form-urlencoded') {
    return Object.entries(body)
      .flatMap(([name, value]) => pairs({ name, in: 'query' }, value, encodeURIComponent))
      .join('&');
  }
  if (mediaType !== 'application/json') return body;
  if (fault === 'drops a body field')
    return JSON.stringify(Object.fromEntries(Object.entries(body).slice(0, -1)));
  return JSON.stringify(fault === 'adds a body field' ? { ...body, extra: true } : body);
}

function formData(body: Record<string, unknown>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(body)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      form.append(
        name,
        one instanceof Blob ? one : typeof one === 'object' ? JSON.stringify(one) : String(one),
      );
    }
  }
  return form;
}
