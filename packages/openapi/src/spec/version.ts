/** Versions of OpenAPI that are read as they are. Swagger 2.0 becomes 3.0 first. */
export type Version = '3.0' | '3.1' | '3.2';

/** The parts of a document that are counted. */
export type ItemKind = 'operation' | 'parameter' | 'field' | 'status' | 'media type';

/** Something in the document that Specline knowingly does nothing with. */
export interface Ignored {
  /** Set where it is a part that is counted. */
  readonly kind?: ItemKind;
  readonly pointer: string;
  readonly reason: string;
}
