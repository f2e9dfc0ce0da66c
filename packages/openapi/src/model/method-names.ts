import { isTakenMember } from '../names/reserved-names.js';
import { camelCase, wordsOf } from '../names/words.js';
import type { Operation } from './model.js';
import type { Method } from '../spec/http.js';
import { templateNames } from '../spec/http.js';

/** Where a method stands in the tree of the client. */
export interface MethodName {
  readonly resource: readonly string[];
  readonly method: string;
}

/** First words of a final path segment that say what is done, so that the segment is the method and not a resource. */
const VERBS: ReadonlySet<string> = new Set(
  `accept activate add allow analyze apply approve archive assign attach authorize batch bulk calculate cancel
  change check claim clear clone close complete compute confirm connect convert copy deactivate decline decrypt
  delete deny deploy detach disable disconnect dismiss download duplicate edit enable encrypt end evaluate
  execute expire export extend fetch find finish follow force generate get grant hide import initiate install
  invite invoke join leave lock login logout mark merge migrate move mute open pause ping poll prepare preview
  promote prune publish pull purge push query reactivate read rebuild redeliver redeploy refresh refund register
  reject release reload remove rename render renew reopen reorder replace reprocess rerun resend reset resolve
  restart restore resubmit resume retry retrieve reverse revert review revoke rollback rotate run save scan
  search send set show sign simulate skip start stop submit subscribe suspend sync terminate test transfer
  transform transition translate trigger truncate unarchive unassign unblock undelete undo unfollow uninstall
  unlink unlock unmute unpin unpublish unregister unsubscribe update upgrade upload upsert validate verify void
  wait watch withdraw`.split(/\s+/),
);

/** The method's name where the path ends in a literal (a collection), and where it ends in a parameter (an item). */
const COLLECTION: Readonly<Record<Method, string>> = {
  get: 'list',
  post: 'create',
  put: 'replaceAll',
  patch: 'editAll',
  delete: 'deleteAll',
  head: 'head',
  options: 'options',
  trace: 'trace',
  query: 'query',
};
const ITEM: Readonly<Record<Method, string>> = {
  get: 'get',
  post: 'post',
  put: 'update',
  patch: 'edit',
  delete: 'delete',
  head: 'head',
  options: 'options',
  trace: 'trace',
  query: 'query',
};

/** Deeper resources are no help to anyone: the rest of a longer path is not in its name. */
const MAX_DEPTH = 50;

/** The name that an operation's method and path alone give it. */
export function derivedName(
  method: Operation['method'],
  path: string,
  scope: string | undefined,
): MethodName {
  const { literals: all, endsInLiteral, custom } = segmentsOf(pathBelow(path, scope));
  const literals = all.slice(0, MAX_DEPTH);
  if (typeof method !== 'string') return named(literals, method.additional);
  if (custom !== undefined) return named(literals, custom);
  const last = literals.at(-1);
  if (!endsInLiteral) return named(literals, ITEM[method]);
  if (last !== undefined && VERBS.has(wordsOf(last)[0] ?? '')) return named(literals.slice(0, -1), last);
  return named(literals, COLLECTION[method]);
}

/** A name as `sdk.yaml` and messages write it: `moq.relays.tokens.rotate`. */
export function dotted({ resource, method }: MethodName): string {
  return [...resource, method].join('.');
}

export function fromDotted(name: string): MethodName {
  const parts = name.split('.');
  return { resource: parts.slice(0, -1), method: parts.at(-1) ?? '' };
}

/** The parameters of the scope that an operation is under. */
export function scopeParameters(path: string, scope: string | undefined): string[] {
  return pathBelow(path, scope) === path ? [] : templateNames(scope ?? '');
}

/** A scope is not taken off where nothing would be left to name. */
function pathBelow(path: string, scope: string | undefined): string {
  if (scope === undefined || !path.startsWith(scope)) return path;
  const rest = path.slice(scope.length);
  return rest.startsWith('/') && rest.length > 1 ? rest : path;
}

function segmentsOf(path: string): {
  literals: string[];
  endsInLiteral: boolean;
  custom: string | undefined;
} {
  const [, whole = path, custom] = /^(.*?):([A-Za-z][\w-]*)$/.exec(path) ?? [];
  const segments = withoutSuffix(whole)
    .split('/')
    .filter((segment) => segment !== '');
  const literals = segments.filter((segment) => !segment.includes('{'));
  return { literals, endsInLiteral: segments.at(-1)?.includes('{') !== true, custom };
}

/** `/calls/{id}.json` names what `/calls/{id}` does. */
function withoutSuffix(path: string): string {
  return path.replace(/\.(json|xml|yaml|csv)$/, '');
}

/** A name of words, none of them one that a class has already. */
export function named(literals: readonly string[], method: string): MethodName {
  return {
    resource: literals
      .map(camelCase)
      .filter((name) => name !== '')
      .map(untaken),
    method: untaken(camelCase(method)),
  };
}

function untaken(name: string): string {
  return isTakenMember(name) ? `${name}_` : name;
}
