import { tokensOf } from '@specline/openapi';
import type { Json } from '@specline/openapi';

/** What a released document says of a part that is going to be removed. */
export interface Deprecation {
  readonly isDeprecated: boolean;
  /** `x-sunset`: the day from which on it may be gone. */
  readonly sunset?: string;
  /** `x-replaced-by`: what is there instead. */
  readonly replacedBy?: string;
}

export function deprecationAt(document: Json, pointer: string): Deprecation {
  let value: Json | undefined = document;
  for (const token of tokensOf(pointer) ?? []) value = memberOf(value, token);
  const text = (name: string) => {
    const found = memberOf(value, name);
    return typeof found === 'string' ? found : undefined;
  };
  const [sunset, replacedBy] = [text('x-sunset'), text('x-replaced-by')];
  return {
    isDeprecated: memberOf(value, 'deprecated') === true,
    ...(sunset === undefined ? {} : { sunset }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
  };
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as { readonly [name: string]: Json })[name];
}

/** Why a removal is early, on a day (`2026-11-28`); undefined where it was announced. */
export function earlyRemoval({ isDeprecated, sunset }: Deprecation, today: string): string | undefined {
  if (!isDeprecated) return 'it is removed in one step and was never deprecated';
  return sunset !== undefined && sunset > today ? `it is promised until ${sunset} (x-sunset)` : undefined;
}
