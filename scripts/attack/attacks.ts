import type { Attack } from './attack.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [];
