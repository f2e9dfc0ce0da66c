import type { Attack } from './attack.ts';
import { concurrency } from './concurrency.ts';
import { kills } from './kills.ts';
import { links } from './links.ts';

/** Every attack, in the order of the table. */
export const attacks: readonly Attack[] = [kills, concurrency, links];
