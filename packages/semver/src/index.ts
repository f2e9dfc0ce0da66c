export { bumpOf, BUMPS, layerBumps } from './change.js';
export type { Bump, Change, Direction, Layer } from './change.js';
export { diffModels } from './diff.js';
export type { Version } from './diff.js';
export { POLICY } from './policy.js';
export type { Kind, Rule } from './policy.js';
