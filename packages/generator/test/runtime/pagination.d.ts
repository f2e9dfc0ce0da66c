import type { APIClient, APIPromise, OperationDefinition, RequestOptions } from './index.js';

type Place = readonly string[];
export interface PaginatedOperation extends OperationDefinition {
  readonly pagination: {
    readonly style: PageStyle;
    readonly items: Place;
    readonly optional?: true;
    readonly parameter?: Place;
    readonly first?: number;
    readonly next?: Place;
    readonly last?: Place;
    readonly more?: Place;
    readonly total?: Place;
  };
}
export type PageStyle = (page: object) => object | undefined;
export declare const byCursor: PageStyle;
export declare const byLink: PageStyle;
export declare const byOffset: PageStyle;
export declare const byPage: PageStyle;
export declare class PagePromise<T, out Item, Bodies = unknown>
  extends APIPromise<T, Bodies>
  implements AsyncIterable<Item>
{
  constructor(
    client: APIClient,
    operation: PaginatedOperation,
    path: object,
    params?: object | null,
    options?: RequestOptions | null,
  );
  [Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined>;
  pages(): AsyncGenerator<T, void, undefined>;
}
