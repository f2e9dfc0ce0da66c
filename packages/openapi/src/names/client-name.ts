import { pascalCase } from './words.js';

/** The class of the client of an API that has no other name. A class `Object` would hide what compiled modules need. */
export function clientName(api: string): string {
  const name = pascalCase(api);
  return name === 'Object' ? 'ObjectClient' : name;
}
