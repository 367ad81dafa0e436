// What one evaluation may still spend. Everything that loops or makes something pays before it does.

import { ExpressionFault } from "./fault";
import { expressionLimits } from "./limits";

export class Budget {
  private steps: number = expressionLimits.steps;
  private made: number = expressionLimits.made;

  /** Pays for operations. */
  step(count: number, at: number): void {
    this.steps -= count;
    if (this.steps < 0) throw new ExpressionFault("too_many_steps", at, { limit: expressionLimits.steps });
  }

  /** Pays for characters or items that are about to be made. */
  make(size: number, at: number): void {
    this.made -= size;
    if (this.made < 0) throw new ExpressionFault("too_large", at, { limit: expressionLimits.made });
  }
}
