import type { NamedSchema } from '@specline/openapi';
import { Imports, relativeSpecifier } from '../print/imports.js';
import { moduleFile } from '../print/module.js';
import type { GeneratedFile } from '../print/module.js';
import { declaration } from './declaration.js';
import type { Direction, SchemaNames } from './schema-names.js';
import type { Place } from './type-expression.js';

/** The module of one schema: its type, and a second one where what is sent differs from what is received. */
export function schemaModule(schema: NamedSchema, schemas: SchemaNames, source: string): GeneratedFile {
  const { module, pointer, type } = schema;
  const name = schemas.get(pointer);
  const imports = new Imports();
  const place = (direction: Direction): Place => ({
    ...modulePlace(module, direction, schemas, imports),
    endless: name?.endless === true,
  });
  const declarations = name === undefined ? [] : [declaration(name.response, type, place('response'))];
  if (name !== undefined && name.request !== name.response)
    declarations.push(declaration(name.request, type, place('request')));
  return moduleFile(`src/${module}.ts`, source, [imports], declarations);
}

/** The place of a type in a module of the types package, which imports what the type names. */
export function modulePlace(
  module: string,
  direction: Direction,
  schemas: SchemaNames,
  imports: Imports,
): Place {
  return {
    direction,
    schemas,
    use: (schema, name) => {
      if (schema.module !== module) imports.add(relativeSpecifier(module, schema.module), name);
      return name;
    },
  };
}
