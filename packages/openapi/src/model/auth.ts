import { own } from '../json/read.js';
import { join } from '../json/pointer.js';
import type { Sdk } from '../config/sdk.js';
import type { Account } from './diagnostics.js';
import type { AuthOption, SecurityScheme } from './model.js';
import type { ReleasedNames } from './released.js';
import { isTakenOption } from '../names/reserved-names.js';
import { camelCase } from '../names/words.js';

/** The client's option of each security scheme: what `sdk.yaml` says, what was released, else its name and free. */
export function authOptions(
  schemes: readonly SecurityScheme[],
  { auth }: Sdk,
  released: ReleasedNames | undefined,
  account: Account,
): AuthOption[] {
  refuseBadOptions(schemes, auth ?? {}, account);
  const fixed = new Map(
    schemes.flatMap(({ name }) => {
      const option = own(auth, name)?.option ?? own(released?.auth, name);
      return option === undefined ? [] : [[name, option] as const];
    }),
  );
  const taken = new Set(fixed.values());
  return schemes.map(({ name: scheme }) => {
    const option = fixed.get(scheme) ?? untaken(camelCase(scheme), taken);
    taken.add(option);
    const env = own(auth, scheme)?.env;
    return { scheme, option, ...(env === undefined ? {} : { env }) };
  });
}

function untaken(wanted: string, taken: ReadonlySet<string>): string {
  let option = isTakenOption(wanted) ? `${wanted}Credential` : wanted;
  for (let number = 2; taken.has(option); number += 1) option = `${wanted}${number}`;
  return option;
}

/** Every key of `auth` names a security scheme, and every option can be one. */
function refuseBadOptions(
  schemes: readonly SecurityScheme[],
  auth: NonNullable<Sdk['auth']>,
  account: Account,
): void {
  const known = schemes.map(({ name }) => name);
  for (const stray of Object.keys(auth).filter((name) => !known.includes(name))) {
    const remedy = known.length === 0 ? 'remove it' : `the schemes are ${known.join(', ')}`;
    account.refuseSdk(join('#/auth', stray), `the document has no security scheme ${stray}`, remedy);
  }
  for (const [scheme, { option }] of Object.entries(auth)) {
    if (!isTakenOption(option)) continue;
    const pointer = join('#/auth', scheme);
    account.refuseSdk(pointer, `every client has an option ${option}`, 'give another name');
  }
}
