export { judgeTypes } from './judge.js';
export type { ProgramWitness, TypesJudgement } from './judge.js';
export type { Declarations, PublishedVersion, PublishedVersions } from './declarations.js';
