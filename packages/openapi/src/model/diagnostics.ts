import type { Ignored } from '../spec/version.js';
import type { Problem } from '../json/problem.js';

/** Written while a document is read: what is knowingly ignored, and what is refused or doubtful. */
export class Account {
  readonly ignored: Ignored[] = [];
  readonly problems: Problem[] = [];
  /** Problems whose pointers lead into `sdk.yaml`. */
  readonly sdkProblems: Problem[] = [];
  /** Breaches of the specification that leave no doubt about what is meant. */
  readonly flaws: Problem[] = [];
  readonly warnings: Problem[] = [];

  ignore(pointer: string, reason: string): void {
    this.ignored.push({ pointer, reason });
  }

  refuse(pointer: string, message: string, remedy: string): void {
    this.problems.push({ pointer, message, remedy });
  }

  refuseSdk(pointer: string, message: string, remedy: string): void {
    this.sdkProblems.push({ pointer, message, remedy });
  }

  /** Once, however many operations refer to the place. */
  flaw(pointer: string, message: string, remedy: string): void {
    const isKnown = this.flaws.some((flaw) => flaw.pointer === pointer && flaw.message === message);
    if (!isKnown) this.flaws.push({ pointer, message, remedy });
  }

  warn(pointer: string, message: string, remedy: string): void {
    this.warnings.push({ pointer, message, remedy });
  }
}
