import { testEdits } from './edit-tests.js';
import { OPERATION_EDITS } from './operation-edits.js';

testEdits(OPERATION_EDITS);
