// Compiled, never run: a list gives what its documentation says.
import type { APIPromise, APIResult } from '../src/index.js';
import type { PagePromise } from '../src/pagination.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function assertType<Holds extends true>(): Holds;

interface Thing {
  id: string;
}
interface Page {
  data: Thing[];
}
interface Bodies {
  200: Page;
  404: { missing: string };
}

declare const things: PagePromise<Page, Thing, Bodies>;

export const annotated: APIPromise<Page> = things;
export const asPromise: Promise<Page> = things;
export const asIterable: AsyncIterable<Thing> = things;
export const loose: PagePromise<Page, Thing> = things;
export const result: Promise<APIResult<Page>> = things.asResult();

assertType<Equal<Awaited<typeof things>, Page>>();
for await (const thing of things) assertType<Equal<typeof thing, Thing>>();
for await (const page of things.pages()) assertType<Equal<typeof page, Page>>();

const narrowed = await things.asResult();
if (narrowed.ok) assertType<Equal<typeof narrowed.data, Page>>();
else if (narrowed.status === 404) assertType<Equal<typeof narrowed.body, { missing: string }>>();

// @ts-expect-error other items
export const otherItems: PagePromise<Page, string> = things;
