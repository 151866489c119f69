import type { Problem } from "./generated/types.gen.ts";

/** The server said no. `message` is its own sentence, in the reader's language; `code` is stable. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** What is wrong with single fields; `pointer` is "/items/0/price". */
  readonly errors: ReadonlyArray<Readonly<Record<string, string>>>;
  readonly requestId: string;
  /** Seconds after which it is worth trying again, if the server named any. */
  readonly retryAfter: number | undefined;

  constructor(problem: Partial<Problem> & { status: number }, retryAfter?: number) {
    super(problem.detail || problem.title || `HTTP ${problem.status}`);
    this.status = problem.status;
    this.code = problem.code ?? "kernel.unknown";
    this.params = problem.params ?? {};
    this.errors = problem.errors ?? [];
    this.requestId = problem.request_id ?? "";
    this.retryAfter = retryAfter;
  }

  /** Field errors for a form: {"name": "...", "price/amount": "..."}. */
  get fields(): Record<string, string> {
    return Object.fromEntries(this.errors.map((each) => [each.pointer?.slice(1) ?? "", each.detail ?? ""]));
  }
}

/** The server could not be reached: no network, or nobody answers. */
export class Offline extends Error {
  override readonly name = "Offline";
}

/** Whether `error` is a refusal, and with this code if one is given. */
export function isRefusal(error: unknown, code?: string): error is Refusal {
  return error instanceof Refusal && (code === undefined || error.code === code);
}

/** Reads the refusal that an answer carries, even if a proxy wrote it. */
export async function readRefusal(answer: Response): Promise<Refusal> {
  const seconds = Number(answer.headers.get("retry-after"));
  const problem = await answer.json().catch(() => ({}));
  return new Refusal({ ...problem, status: answer.status }, seconds > 0 ? seconds : undefined);
}
