// What an address answers to the methods it does not serve. Next.js would answer them with an empty body; programs
// that read our problem details everywhere else should not meet an exception here. Knows no feature.

import { AppError } from "../shared/errors";
import type { Method } from "./operation";
import { problemResponse } from "./problem-details";

const methods: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

type Handler = () => Response;
type Others<Served extends Method> = Record<Exclude<Method, Served> | "OPTIONS", Handler>;

/** The handlers of a route for every method but those it serves: 405 with what is allowed, and OPTIONS that tells it. */
export function allowOnly<Served extends Method>(...served: Served[]): Others<Served> {
  const isServed = (method: Method) => served.some((one) => one === method);
  // Next.js answers HEAD wherever there is a GET.
  const allow = [...methods.filter(isServed), ...(isServed("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const refuse: Handler = () => {
    const answer = problemResponse(
      new AppError("method_not_allowed", `This address does not serve that method. Allowed: ${allow}.`, {
        params: { allow },
      }),
    );
    answer.headers.set("allow", allow);
    return answer;
  };
  const tell: Handler = () => new Response(null, { status: 204, headers: { allow } });
  const others = methods.filter((method) => !isServed(method)).map((method) => [method, refuse] as const);
  return Object.fromEntries([...others, ["OPTIONS", tell]]) as Others<Served>;
}
