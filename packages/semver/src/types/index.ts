export { judgeTypes } from './compare-declarations.js';
export type { ProgramWitness, TypesJudgement } from './compare-declarations.js';
export type { Declarations, PublishedNames, PublishedVersion, PublishedVersions } from './declarations.js';
