import { testEdits } from './edit-tests.js';
import { IGNORED_EDITS } from './ignored-edits.js';

testEdits(IGNORED_EDITS);
