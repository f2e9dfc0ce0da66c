import type { RuntimeTrait } from '@specline/generator/failures';
import type { Runtime } from './launch.ts';

/** What runtimes differ in, by the first word of their names. */
const traits: Readonly<Record<string, readonly RuntimeTrait[]>> = {
  Node: ['tells-refused', 'shows-redirects', 'refuses-continue'],
  Bun: ['tells-refused', 'shows-redirects', 'accepts-continue'],
  Deno: ['hides-refused', 'shows-redirects', 'accepts-continue'],
  workerd: ['hides-refused', 'shows-redirects', 'accepts-continue'],
  Chromium: ['hides-refused', 'hides-redirects', 'accepts-continue'],
};

/** Faults by which one runtime alone lets calls fail otherwise than the table says. */
const faultsApart: Readonly<Record<string, readonly string[]>> = {
  // It says EPROTO where TLS fails, which it may say of a connection that stood, too.
  Bun: ['no-tls'],
  // It takes headers that break off for whole ones.
  Chromium: ['headers-broken-off'],
};

/** What a runtime does of what not every one does. */
export function traitsOf({ name }: Runtime): readonly RuntimeTrait[] {
  return traits[family(name)] ?? [];
}

/** Faults that a runtime treats in its own way. */
export function unlike({ name }: Runtime): readonly string[] {
  return faultsApart[family(name)] ?? [];
}

function family(name: string): string {
  return name.split(' ')[0] ?? name;
}
