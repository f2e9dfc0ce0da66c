import { archives } from './archives.ts';
import type { Attack } from './attack.ts';
import { endlessServer } from './endless-server.ts';
import { growingDocuments, growingPairs, hostileTexts } from './growth.ts';
import { mockAbuse } from './mock-abuse.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [
  growingPairs,
  growingDocuments,
  hostileTexts,
  archives,
  mockAbuse,
  endlessServer,
];
