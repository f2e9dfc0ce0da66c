import type { Attack } from './attack.ts';
import { archives } from './archives.ts';
import { bombs } from './bombs.ts';
import { canaries } from './canaries.ts';
import { concurrency } from './concurrency.ts';
import { hostileDocuments } from './documents.ts';
import { endlessServer } from './endless-server.ts';
import { exposure } from './exposure.ts';
import { fileNames } from './file-names.ts';
import { forgeTexts } from './forge-text.ts';
import { growingDocuments, growingPairs, hostileTexts } from './growth.ts';
import { kills } from './kills.ts';
import { links } from './links.ts';
import { linter } from './linter.ts';
import { mockAbuse } from './mock-abuse.ts';
import { sensitive } from './sensitive.ts';
import { systemFaults } from './system-faults.ts';
import { token } from './token.ts';
import { validators } from './validators.ts';
import { workflow } from './workflow.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [
  kills,
  concurrency,
  links,
  systemFaults,
  fileNames,
  forgeTexts,
  linter,
  token,
  workflow,
  hostileDocuments,
  sensitive,
  validators,
  growingPairs,
  growingDocuments,
  hostileTexts,
  archives,
  mockAbuse,
  endlessServer,
  canaries,
  exposure,
  bombs,
];
