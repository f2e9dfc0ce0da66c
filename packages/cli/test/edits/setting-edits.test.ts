import { testEdits } from './edit-tests.js';
import { SETTING_EDITS } from './setting-edits.js';

testEdits(SETTING_EDITS);
