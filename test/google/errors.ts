import type { Resource } from './json.ts';

/** Word of `google.rpc.Code` and `reason` of the older services, by HTTP status. */
const words: Readonly<Record<number, readonly [status: string, reason: string]>> = {
  400: ['INVALID_ARGUMENT', 'badRequest'],
  403: ['PERMISSION_DENIED', 'forbidden'],
  404: ['NOT_FOUND', 'notFound'],
  409: ['ALREADY_EXISTS', 'conflict'],
  412: ['FAILED_PRECONDITION', 'conditionNotMet'],
};

/** What an API answers instead of a result. https://cloud.google.com/apis/design/errors */
export class ApiError extends Error {
  readonly status: number;
  private readonly details: readonly Resource[];
  private readonly reason: string | undefined;

  constructor(status: number, message: string, details: readonly Resource[] = [], reason?: string) {
    super(message);
    this.status = status;
    this.details = details;
    this.reason = reason;
  }

  get body(): Resource {
    const [status = 'UNKNOWN', reason = 'error'] = words[this.status] ?? [];
    return {
      error: {
        code: this.status,
        message: this.message,
        status,
        errors: [{ message: this.message, domain: 'global', reason: this.reason ?? reason }],
        ...(this.details.length === 0 ? {} : { details: [...this.details] }),
      },
    };
  }
}

export function notFound(what: string): ApiError {
  return new ApiError(404, `The resource '${what}' was not found`);
}

export function invalid(message: string): ApiError {
  return new ApiError(400, message);
}

/** https://cloud.google.com/apis/design/errors: an API that the project has not enabled. */
export function disabled(service: string, project: string): ApiError {
  return new ApiError(
    403,
    `${service} has not been used in project ${project} before or it is disabled. Enable it and retry.`,
    [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'SERVICE_DISABLED',
        domain: 'googleapis.com',
        metadata: { service, consumer: `projects/${project}` },
      },
    ],
    'accessNotConfigured',
  );
}
