import type { Json } from '../json/json.js';

/**
 * The values that a schema allows, by its keywords and with OpenAPI's synonyms gone: `nullable`, `null` among the types,
 * `const`, exclusive bounds as flags. Unlike a `Type` it has every assertion, those in conditions included.
 */
export interface Shape {
  readonly pointer: string;
  /** The pointer of the schema that `$ref` leads to. */
  readonly reference?: string;
  readonly allOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  /** Without null; absent where any is allowed, empty where none is. */
  readonly types?: readonly string[];
  readonly nullable?: true;
  /** `enum` and `const`, without null. */
  readonly values?: readonly Json[];
  /** Whether values beside those listed may arrive. */
  readonly open?: true;
  readonly format?: string;
  readonly properties?: readonly Named[];
  readonly required?: readonly string[];
  readonly additional?: Shape;
  readonly patterns?: readonly Named[];
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  /** Keywords that assert something of a value and hold no schema. */
  readonly assertions?: Readonly<Record<string, Json>>;
  /** Keywords that assert something by a schema: `not`, `if`, `contains`, … and `dependentSchemas/<name>`. */
  readonly conditions?: readonly Named[];
  readonly discriminator?: Json;
  readonly default?: Json;
  readonly deprecated?: true;
  readonly access?: 'read-only' | 'write-only';
  readonly documentation?: Json;
}

export interface Named {
  readonly name: string;
  readonly shape: Shape;
}
