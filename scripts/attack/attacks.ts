import type { Attack } from './attack.ts';
import { linter } from './linter.ts';
import { token } from './token.ts';
import { workflow } from './workflow.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [linter, token, workflow];
