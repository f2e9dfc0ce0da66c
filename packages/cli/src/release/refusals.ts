import { jsonText } from '@specline/generator';
import type { ApiPlan } from './plan.js';

/** The lines for `accepted.yaml` that own up to what is refused; none where that is no help. */
export function acceptLines(plans: readonly ApiPlan[]): string[] {
  return plans.flatMap(({ api, ruling }) => {
    const entries = ruling.refused.map(({ id, pointer }) =>
      [`  - id: ${id}`, `    pointer: ${jsonText(pointer)}`, `    reason: ''`].join('\n'),
    );
    if (entries.length === 0) return [];
    const title = `to own up to what breaks, add to spec/${api.api}/accepted.yaml, each with its reason:`;
    return [title, 'changes:', ...new Set(entries)];
  });
}
