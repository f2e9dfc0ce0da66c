import type { Attack } from './attack.ts';
import { sensitive } from './sensitive.ts';
import { validators } from './validators.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [sensitive, validators];
