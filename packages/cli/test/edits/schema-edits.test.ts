import { testEdits } from './edit-tests.js';
import { SCHEMA_EDITS } from './schema-edits.js';

testEdits(SCHEMA_EDITS);
