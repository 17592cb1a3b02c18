import { Problem } from '@dealfloor/price-book';

type Details = {
  status: number;
  code: string;
  requestId?: string | undefined;
  issues?: Problem['issues'] | undefined;
};

/** Why the server did not do what was asked, in its own sentence; status 0 means that it was not reached. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly issues: NonNullable<Problem['issues']>;

  constructor(message: string, { status, code, requestId, issues }: Details) {
    super(message);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
    this.requestId = requestId ?? null;
    this.issues = issues ?? [];
  }

  /** Whether the same request may succeed when it is sent again. */
  get mayPass(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function problemOfResponse(status: number, body: unknown): ApiProblem {
  const problem = Problem.safeParse(body);
  if (!problem.success) {
    return new ApiProblem(`The server answered ${status} without a reason.`, { status, code: 'no-reason' });
  }
  const { message, code, requestId, issues } = problem.data;
  return new ApiProblem(message, { status, code, requestId, issues });
}

/** What a query or mutation failed with, as a problem that can be shown. */
export function problemOf(error: Error): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem(error.message, { status: 0, code: 'unexpected' });
}
