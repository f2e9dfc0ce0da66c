import { documentsOf } from '../../../packages/generator/test/hostile/document.ts';
import { HostileDocuments } from '../../../packages/generator/test/hostile/hostile-documents.ts';
import { swaggerDocuments } from '../../../packages/generator/test/hostile/swagger-document.ts';
import { tableDocuments, tableText } from '../../../packages/generator/test/hostile/table-document.ts';
import { PROSE, tameText } from '../../../packages/generator/test/hostile/tame-text.ts';

/** A kind of hostile documents. */
export interface Form {
  readonly name: string;
  readonly documents: HostileDocuments;
}

const table = (version: '3.0' | '3.1' | '3.2'): Form => ({
  name: `every object of OpenAPI ${version}`,
  documents: new HostileDocuments(tableDocuments(version), tableText),
});

/** The rounds take turns with these. */
export const forms: readonly Form[] = [
  { name: 'written by hand', documents: new HostileDocuments(documentsOf, tameText, PROSE) },
  table('3.0'),
  table('3.1'),
  table('3.2'),
  { name: 'Swagger 2.0', documents: new HostileDocuments(swaggerDocuments, tableText) },
];
