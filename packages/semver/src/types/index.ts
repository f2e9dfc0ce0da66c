export { judgeTypes } from './judge.js';
export type { ProgramWitness, TypesJudgement } from './judge.js';
export type { Declarations, PublishedNames, PublishedVersion, PublishedVersions } from './declarations.js';
