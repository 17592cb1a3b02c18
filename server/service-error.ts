/** A field at fault, by its path in the body. */
export type FieldIssue = { readonly path: string; readonly message: string };

/** What a verb cannot do, as a code for programs and a sentence for people. A low margin is no error. */
export class ServiceError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 503;
  readonly code: string;
  readonly issues: readonly FieldIssue[];

  constructor(
    status: ServiceError['status'],
    code: string,
    sentence: string,
    issues: readonly FieldIssue[] = [],
  ) {
    super(sentence);
    this.status = status;
    this.code = code;
    this.issues = issues;
  }
}

export class UnauthorizedError extends ServiceError {
  constructor(sentence: string) {
    super(401, 'unauthorized', sentence);
  }
}

export class ForbiddenError extends ServiceError {
  constructor(sentence: string, code = 'forbidden') {
    super(403, code, sentence);
  }
}

export class NotFoundError extends ServiceError {
  constructor(sentence = 'There is no such thing here.') {
    super(404, 'not-found', sentence);
  }
}

export class ConflictError extends ServiceError {
  constructor(code: string, sentence: string) {
    super(409, code, sentence);
  }
}

/** The request is well formed, but it asks for what cannot be: it names the fields. */
export class UnprocessableError extends ServiceError {
  constructor(code: string, sentence: string, issues: readonly FieldIssue[] = []) {
    super(422, code, sentence, issues);
  }
}

export class UnavailableError extends ServiceError {
  constructor(sentence: string) {
    super(503, 'unavailable', sentence);
  }
}
