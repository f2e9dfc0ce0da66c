/**
 * Returns the texts `name=value` of a value in the query: the name repeated for arrays, brackets for objects (`a[b]=1`,
 * `a[0][b]=1`). Members that are null or undefined are left out.
 */
export function bracketed(name: string, value: unknown, encode = encodeURIComponent as Encode): string[] {
  if (Object(value) === value) {
    return Object.entries(value as object).flatMap(([key, item]) =>
      bracketed(Array.isArray(value) && Object(item) !== item ? name : `${name}[${key}]`, item, encode),
    );
  }
  return value === undefined || value === null ? [] : [`${encode(name)}=${encode(String(value))}`];
}

export type Encode = (text: string) => string;
