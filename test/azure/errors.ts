import type { Resource } from '../google/json.ts';

/** https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  get body(): Resource {
    return { error: { code: this.code, message: this.message } };
  }
}

/** What the store itself lacks; always among the complaints. */
export class Missing extends ApiError {
  constructor(what: string) {
    // 400: clients retry the 500s for minutes, and take 404 for a resource that is gone.
    super(400, 'NotInThisStore', `this store has no ${what}`);
  }
}

export function notFound(id: string): ApiError {
  const group = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)$/i.exec(id)?.[1];
  if (group !== undefined)
    return new ApiError(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
  return new ApiError(404, 'ResourceNotFound', `The Resource '${id}' was not found.`);
}

export function invalid(message: string, code = 'BadRequest'): ApiError {
  return new ApiError(400, code, message);
}

export function conflict(code: string, message: string): ApiError {
  return new ApiError(409, code, message);
}
