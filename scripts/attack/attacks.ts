import type { Attack } from './attack.ts';
import { bombs } from './bombs.ts';
import { canaries } from './canaries.ts';
import { exposure } from './exposure.ts';
import { sensitive } from './sensitive.ts';
import { validators } from './validators.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [canaries, exposure, bombs, sensitive, validators];
