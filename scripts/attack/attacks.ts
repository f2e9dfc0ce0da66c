import type { Attack } from './attack.ts';
import { fileNames } from './file-names.ts';
import { forgeTexts } from './forge-text.ts';
import { systemFaults } from './system-faults.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [systemFaults, forgeTexts, fileNames];
