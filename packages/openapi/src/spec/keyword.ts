/** What stands at a keyword: a plain value, any JSON, or one or many objects of a kind of this table. */
export type Shape =
  | { readonly is: 'text' | 'flag' | 'number' | 'data' | 'texts' | 'textMap' | 'types' }
  | { readonly is: 'object' | 'list' | 'map'; readonly of: Kind };

export interface Keyword {
  readonly shape: Shape;
  readonly required?: true;
  /** Why Specline knowingly does nothing with it. */
  readonly ignored?: string;
  /** The first version line that has it, where that is not 3.0. */
  readonly since?: '3.1' | '3.2';
}

export type Kind =
  | 'document'
  | 'info'
  | 'contact'
  | 'license'
  | 'externalDocs'
  | 'server'
  | 'serverVariable'
  | 'tag'
  | 'paths'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'responses'
  | 'response'
  | 'header'
  | 'example'
  | 'link'
  | 'callback'
  | 'components'
  | 'securityScheme'
  | 'oauthFlows'
  | 'oauthFlow'
  | 'securityRequirement'
  | 'schema'
  | 'discriminator'
  | 'xml';

export const text: Keyword = { shape: { is: 'text' } };
export const flag: Keyword = { shape: { is: 'flag' } };
export const number: Keyword = { shape: { is: 'number' } };
export const data: Keyword = { shape: { is: 'data' } };
export const texts: Keyword = { shape: { is: 'texts' } };
export const textMap: Keyword = { shape: { is: 'textMap' } };
export const one = (of: Kind): Keyword => ({ shape: { is: 'object', of } });
export const list = (of: Kind): Keyword => ({ shape: { is: 'list', of } });
export const map = (of: Kind): Keyword => ({ shape: { is: 'map', of } });
export const required = (keyword: Keyword): Keyword => ({ ...keyword, required: true });
export const ignored = (keyword: Keyword, reason: string): Keyword => ({ ...keyword, ignored: reason });
export const since = (version: '3.1' | '3.2', keyword: Keyword): Keyword => ({ ...keyword, since: version });

export const DOCUMENTATION = 'documentation that no type or call depends on';
export const ANNOTATION = 'an annotation that no type or call depends on';
