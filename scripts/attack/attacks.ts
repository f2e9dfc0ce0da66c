import type { Attack } from './attack.ts';
import { systemFaults } from './system-faults.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [systemFaults];
