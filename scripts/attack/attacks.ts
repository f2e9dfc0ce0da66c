import type { Attack } from './attack.ts';
import { hostileDocuments } from './documents.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [hostileDocuments];
