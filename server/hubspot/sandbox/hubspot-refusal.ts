import type { ModelError } from '@hubspot/api-client/lib/codegen/crm/deals/index.js';
import type { Wire } from './wire-type.ts';

type Detail = { message: string; code?: string; context?: Record<string, string[]> };

export type RefusalBody = Omit<Wire<ModelError>, 'correlationId' | 'errors'> & { errors?: Detail[] };

/** An answer that HubSpot would refuse with. The correlation id is added where it is sent. */
export class HubSpotRefusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 415;
  readonly body: RefusalBody;

  constructor(status: HubSpotRefusal['status'], body: RefusalBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

export function notAuthenticated(): HubSpotRefusal {
  return new HubSpotRefusal(401, {
    message:
      'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
    category: 'INVALID_AUTHENTICATION',
  });
}

export function scopesMissing(scopes: string[]): HubSpotRefusal {
  return new HubSpotRefusal(403, {
    message:
      "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    category: 'MISSING_SCOPES',
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: scopes },
      },
    ],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
  });
}

export function notFound(id: string): HubSpotRefusal {
  return new HubSpotRefusal(404, {
    message: 'Object not found.  objectId are usually numeric.',
    category: 'OBJECT_NOT_FOUND',
    context: { id: [id] },
  });
}

export function noSuchRoute(): HubSpotRefusal {
  return new HubSpotRefusal(404, { message: 'resource not found', category: 'OBJECT_NOT_FOUND' });
}

export function alreadyExists(kind: 'property' | 'property group', name: string): HubSpotRefusal {
  return new HubSpotRefusal(409, {
    message: `A ${kind} named '${name}' already exists.`,
    category: 'OBJECT_ALREADY_EXISTS',
    context: { name: [name] },
  });
}

export function invalid(message: string, errors?: Detail[]): HubSpotRefusal {
  return new HubSpotRefusal(400, { message, category: 'VALIDATION_ERROR', ...(errors && { errors }) });
}

export type PropertyFault = { name: string; error: string; message: string };

export function invalidProperties(faults: readonly PropertyFault[]): HubSpotRefusal {
  const listed = faults.map((fault) => ({ isValid: false, ...fault, localizedErrorMessage: fault.message }));
  return invalid(
    `Property values were not valid: ${JSON.stringify(listed)}`,
    faults.map((fault) => ({
      message: fault.message,
      code: fault.error,
      context: { propertyName: [fault.name] },
    })),
  );
}
