export type * from './model/model.js';
