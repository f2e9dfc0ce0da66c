import type { APIPromise, OperationDefinition, ParameterWriter } from './index.js';

export declare function form(body: unknown, encoding?: object): string | undefined;
export declare function multipart(body: unknown, encoding?: object): RequestInit['body'] | undefined;
export declare function raw(body: unknown): RequestInit['body'] | undefined;
export declare const parameters: NonNullable<OperationDefinition['parameters']>;
export declare const styled: ParameterWriter;
export declare function serverURL(
  template: string,
  defaults: Readonly<Record<string, string>>,
): (options: object) => string;
export interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly validate: (value: unknown) => StandardResult<Output>;
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}
export type StandardResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly StandardIssue[] };
export interface StandardIssue {
  readonly message: string;
}
export interface Check {
  (value: unknown): boolean;
}
export declare function validated<Schema extends StandardSchemaV1>(
  promise: APIPromise<unknown>,
  schema: Schema,
): Promise<NonNullable<Schema['~standard']['types']>['output']>;
export declare function standardSchema(check: Check, optional?: boolean): StandardSchemaV1;
export declare function codePoints(text: string): number;
export declare function isEqual(one: unknown, other: unknown): boolean;
export declare function patternOf(pattern: string): RegExp;
