/** What a client can get wrong, one at a time. */
export type Fault =
  | 'drops a query parameter'
  | 'sends an unknown query parameter'
  | 'does not encode paths'
  | 'does not encode queries'
  | 'sends twice'
  | 'sends a second request later'
  | 'sends no credentials'
  | 'sends other credentials'
  | 'sends undefined as text'
  | 'drops a body field'
  | 'sends every body as text'
  | 'adds a body field'
  | 'ignores success: false'
  | 'returns the envelope'
  | 'returns undefined without a result'
  | 'swallows bad JSON'
  | 'accepts an empty body'
  | 'accepts undocumented 2xx'
  | 'accepts any content type'
  | 'resolves errors'
  | 'throws without a status'
  | 'throws no Error'
  | 'never ends'
  | 'loses the base path';

export interface RawParameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  style?: string;
  explode?: boolean;
  content?: object;
}

export interface RawOperation {
  parameters?: RawParameter[];
  responses: Record<string, { content?: Record<string, { schema?: { properties?: object } }> }>;
  security?: Record<string, string[]>[];
}

export interface RawDocument {
  paths: Record<string, Record<string, RawOperation>>;
  security?: Record<string, string[]>[];
  components?: { securitySchemes?: Record<string, Record<string, string>> };
}
