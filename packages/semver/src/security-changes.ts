import type { Exchange, Wire } from '@specline/openapi';
import { isSame } from './canonical.js';
import type { Findings, Scope } from './change-collector.js';

type Alternative = Exchange['security'][number];

/** What changed of how an operation is authorised. */
export function compareSecurity(
  old: Exchange,
  next: Exchange,
  wires: { readonly old: Wire; readonly next: Wire },
  scope: Scope,
  findings: Findings,
): void {
  const places = { old: old.securityPointer, new: next.securityPointer };
  const before = alternativesOf(old);
  const after = alternativesOf(next);
  const refused = before.filter((alternative) => !after.some((other) => isWithin(other, alternative)));
  const others = after.filter((alternative) => !before.some((other) => isWithin(other, alternative)));
  const looser = after.filter(
    (alternative) => !before.some((other) => isWithin(other, alternative) && isWithin(alternative, other)),
  );
  if (refused.length > 0 && refused.length === before.length)
    findings.add('security-requirement-added', places, `needs ${shown(after)}`, scope);
  else
    for (const alternative of refused)
      findings.add(
        'security-alternative-removed',
        places,
        `no longer accepts ${shown([alternative])}`,
        scope,
      );
  if (refused.length === 0) {
    for (const alternative of others)
      findings.add('security-alternative-added', places, `also accepts ${shown([alternative])}`, scope);
    if (others.length === 0 && looser.length > 0)
      findings.add('security-requirement-removed', places, `needs only ${shown(after)}`, scope);
  }
  compareCredentials(before, after, wires, scope, findings);
}

/** None needed is one alternative, with nothing in it. */
function alternativesOf({ security }: Exchange): readonly Alternative[] {
  return security.length === 0 ? [[]] : security;
}

/** Whether who fulfils the second alternative fulfils the first too. */
function isWithin(part: Alternative, whole: Alternative): boolean {
  return part.every(({ scheme, scopes }) =>
    whole.some((other) => other.scheme === scheme && scopes.every((scope) => other.scopes.includes(scope))),
  );
}

function shown(alternatives: readonly Alternative[]): string {
  const texts = alternatives.map((alternative) =>
    alternative
      .map(({ scheme, scopes }) => (scopes.length === 0 ? scheme : `${scheme} (${scopes.join(', ')})`))
      .join(' and '),
  );
  return texts.map((text) => text || 'no authorization').join(' or ');
}

/** A scheme of the same name that is sent otherwise. */
function compareCredentials(
  before: readonly Alternative[],
  after: readonly Alternative[],
  wires: { readonly old: Wire; readonly next: Wire },
  scope: Scope,
  findings: Findings,
): void {
  const used = new Set(before.flat().map(({ scheme }) => scheme));
  for (const { scheme } of after.flat()) {
    if (!used.has(scheme)) continue;
    const [old, next] = [wires.old, wires.next].map(({ securitySchemes }) =>
      securitySchemes.find(({ name }) => name === scheme),
    );
    if (old === undefined || next === undefined || isSame(old.credential, next.credential)) continue;
    const places = { old: old.pointer, new: next.pointer };
    const says = `is sent as ${next.credential}, not ${old.credential}`;
    findings.add('security-credential-changed', places, says, {
      ...scope,
      subject: `the credential ${scheme}`,
    });
  }
}
