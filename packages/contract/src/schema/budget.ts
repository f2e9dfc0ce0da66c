/** How much the judges that share it may still do, counted in the values that they validate, parts included. */
export interface Budget {
  left: number;
}

/** All that a budget allows has been done. */
export class BudgetError extends Error {
  override name = 'BudgetError';
}

/** Takes from a budget. Throws BudgetError where it holds less. */
export function spend(budget: Budget, amount: number): void {
  budget.left -= amount;
  if (budget.left < 0) throw new BudgetError('more values would be validated than the budget allows');
}
