/** What is wrong with one field of a payload. */
export interface FieldProblem {
  /** Where, as `embeds.0.description`. */
  readonly path: string;
  readonly message: string;
}

/** The refusals that this server knows: HTTP status, Discord's code and message. */
const REFUSALS = {
  unauthorised: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  dailyCreates: [400, 30034, 'Max number of daily application command creates has been reached (200)'],
  acknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  followUps: [400, 40094, 'This interaction has hit the maximum number of follow up messages'],
  missingAccess: [403, 50001, 'Missing Access'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  invalidToken: [401, 50027, 'Invalid Webhook Token'],
  invalidForm: [400, 50035, 'Invalid Form Body'],
} as const satisfies Record<string, readonly [number, number, string]>;

/** Names a refusal of this server. */
export type Refusal = keyof typeof REFUSALS;

/** Thrown by a route where Discord would refuse; written to the client as Discord writes it. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly problems: readonly FieldProblem[];

  constructor(refusal: Refusal, problems: readonly FieldProblem[] = []) {
    const [status, code, message] = REFUSALS[refusal];
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.problems = problems;
  }

  /** The body as Discord writes it: problems nested by field under `errors`. */
  toBody(): object {
    const body = { message: this.message, code: this.code };
    return this.problems.length === 0 ? body : { ...body, errors: nested(this.problems) };
  }
}

function nested(problems: readonly FieldProblem[]): object {
  const root: Record<string, unknown> = {};
  for (const { path, message } of problems) {
    let node = root;
    for (const key of path.split('.').filter((part) => part !== '')) {
      node[key] ??= {};
      node = node[key] as Record<string, unknown>;
    }
    node._errors ??= [];
    (node._errors as object[]).push({ code: 'INVALID', message });
  }
  return root;
}
