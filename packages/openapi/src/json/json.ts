/** A parsed JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A JSON object as parsed: look members up with `member`, never with `in` or a bare index. */
export type JsonObject = { readonly [name: string]: Json };
