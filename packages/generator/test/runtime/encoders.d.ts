import type { OperationDefinition, ParameterWriter } from './index.js';

export declare function form(body: unknown, encoding?: object): string | undefined;
export declare function multipart(body: unknown, encoding?: object): RequestInit['body'] | undefined;
export declare function raw(body: unknown): RequestInit['body'] | undefined;
export declare const parameters: NonNullable<OperationDefinition['parameters']>;
export declare const styled: ParameterWriter;
export declare function serverURL(
  template: string,
  defaults: Readonly<Record<string, string>>,
): (options: object) => string;
