import type { JsonObject, Json } from '../json/json.js';
import type { Version } from '../spec/version.js';
import { isObject, member } from '../json/pointer.js';
import { idleEncoding } from '../spec/http.js';
import { documentationOf } from './shapes.js';
import type { WireContent } from './wire.js';

/** What a media type says besides its schema: how a form is sent, and what only people read. */
export function contentFacts(
  media: JsonObject,
  { mediaType, version, isRequest }: { mediaType: string; version: Version; isRequest: boolean },
): Pick<WireContent, 'encoding' | 'documentation'> {
  const idle = isRequest ? idleEncoding(mediaType, version) : 'all';
  const texts = ['example', 'examples', ...(idle.length === 0 ? [] : ['encoding'])];
  const encoding = idle === 'all' ? undefined : effective(member(media, 'encoding'), idle);
  return {
    ...(encoding === undefined ? {} : { encoding }),
    documentation: documentationOf(media, texts) ?? {},
  };
}

/** An encoding without keywords that mean nothing, and without fields that say no more then. */
function effective(encoding: Json | undefined, idle: readonly string[]): Json | undefined {
  if (!isObject(encoding) || idle.length === 0) return encoding;
  const fields = Object.entries(encoding).flatMap(([name, field]) => {
    const said = Object.entries(isObject(field) ? field : {}).filter(([keyword]) => !idle.includes(keyword));
    return said.length === 0 ? [] : [[name, Object.fromEntries(said)] as const];
  });
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}
