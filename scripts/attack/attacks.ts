import type { Attack } from './attack.ts';
import { sensitive } from './sensitive.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [sensitive];
