import type { Kind } from '@specline/openapi';
import { componentName, CORRECTIONS, referenceTo } from './corrections.js';
import type { Scope } from './corrections.js';
import { isLegacy } from './composition-corrections.js';
import type { DocumentCopy } from './document-copy.js';
import { pathOf, valueAt } from './document-copy.js';
import { isObject, walkDocument } from './document-walk.js';
import type { JsonObject, Visit } from './document-walk.js';
import { withKnownMembers } from './known-members.js';
import { withPlainReference } from './plain-reference.js';

/** Makes every correction in the copy, and takes out what OpenAPI gives no meaning. Calls `visit` for each part as it is then. */
export function correctDocument(
  copy: DocumentCopy,
  visit: (part: JsonObject, kind: Kind, path: readonly string[]) => void,
): void {
  const document = copy.root;
  const added = new Map<string, string>();
  const pending: { readonly name: string; readonly part: JsonObject }[] = [];
  const components = valueAt(document, ['components', 'schemas']);
  const names = new Set(isObject(components) ? Object.keys(components) : []);
  const named = ($ref: string): string => {
    const known = added.get($ref);
    if (known !== undefined) return known;
    const part = valueAt(document, pathOf($ref));
    if (!isObject(part)) return $ref;
    const name = componentName($ref, (wanted) => names.has(wanted));
    names.add(name);
    pending.push({ name, part });
    added.set($ref, referenceTo(name));
    return referenceTo(name);
  };
  const correct = correction(copy, { document, named, ids: new Set() }, visit);
  walkDocument(document, correct);
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const path = ['components', 'schemas', next.name];
    addComponent(copy, path, next.part);
    walkDocument(next.part, correct, 'schema', path);
  }
}

const BY_KIND = new Map(CORRECTIONS.map(({ at }) => [at, CORRECTIONS.filter((row) => row.at === at)]));

function correction(
  copy: DocumentCopy,
  scope: Scope,
  visit: (part: JsonObject, kind: Kind, path: readonly string[]) => void,
): Visit {
  const isOld = isLegacy(scope.document);
  return (part, kind, path) => {
    let corrected = withPlainReference(part);
    for (const row of BY_KIND.get(kind) ?? []) corrected = row.corrected(corrected, scope, path);
    corrected = withKnownMembers(corrected, kind, isOld);
    if (corrected !== part) copy.put(path, corrected);
    visit(corrected, kind, path);
    return corrected;
  };
}

function addComponent(copy: DocumentCopy, path: readonly string[], part: JsonObject): void {
  for (const length of [1, 2]) {
    const place = path.slice(0, length);
    if (!isObject(valueAt(copy.root, place))) copy.put(place, {});
  }
  copy.put(path, part);
}
