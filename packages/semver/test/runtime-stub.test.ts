import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RUNTIME_STUB } from '../src/types/runtime-stub.js';

/** The source of the runtime's entry points; a workspace has it beside this package. */
function runtimeSource(entry: string): string {
  return readFileSync(new URL(`../../runtime/src/${entry}.ts`, import.meta.url), 'utf8');
}

/** The names that a module declares. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/^export (?:declare )?(?:class|interface|type) (\w+)/gm)].map(
    ([, name = '']) => name,
  );
}

test.each(['index', 'pagination', 'stream'])(
  'all that stands for the runtime is in its entry %s',
  (entry) => {
    const source = runtimeSource(entry);
    const missing = namesIn(RUNTIME_STUB[entry] ?? '').filter(
      (name) => !new RegExp(`\\b${name}\\b`).test(source),
    );
    expect(missing).toEqual([]);
  },
);

test('all that the runtime exports for errors and options stands in the stub', () => {
  const source = runtimeSource('index');
  const exported = [
    ...source.matchAll(/\b[A-Z]\w*(?:Error|Options|Promise|Resource|Client|Credential|Outcome)\b/g),
  ].map(([name]) => name);
  const known = namesIn(RUNTIME_STUB['index'] ?? '');
  expect([...new Set(exported)].filter((name) => !known.includes(name))).toEqual([]);
});
