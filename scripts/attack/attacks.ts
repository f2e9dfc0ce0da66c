import type { Attack } from './attack.ts';
import { canaries } from './canaries.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [canaries];
