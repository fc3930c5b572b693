// Pure but for discord.js's error classes.
import { DiscordAPIError, HTTPError, RESTJSONErrorCodes } from 'discord.js';

/**
 * What a failed answer to Discord means:
 * `answered`: the interaction has been acknowledged before, by an attempt whose answer was lost or by another process;
 * `gone`: the interaction, its token or its message is no more;
 * `forbidden`: the bot may not write there;
 * `unauthorised`: the bot's own token was refused;
 * `passing`: Discord or the way to it failed; trying again may help;
 * `bug`: what was sent is wrong.
 */
export type ApiFault = 'answered' | 'gone' | 'forbidden' | 'unauthorised' | 'passing' | 'bug';

const FAULTS: ReadonlyMap<number | string, ApiFault> = new Map([
  [RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged, 'answered'],
  [RESTJSONErrorCodes.UnknownInteraction, 'gone'],
  [RESTJSONErrorCodes.UnknownMessage, 'gone'],
  [RESTJSONErrorCodes.UnknownChannel, 'gone'],
  [RESTJSONErrorCodes.UnknownWebhook, 'gone'],
  [RESTJSONErrorCodes.InvalidWebhookToken, 'gone'],
  [RESTJSONErrorCodes.MissingPermissions, 'forbidden'],
  [RESTJSONErrorCodes.MissingAccess, 'forbidden'],
]);

/** What a failure of a request to Discord means. */
export function apiFaultOf(error: unknown): ApiFault {
  if (error instanceof DiscordAPIError) {
    const known = FAULTS.get(error.code);
    if (known !== undefined) return known;
    if (error.status === 401) return 'unauthorised';
    if (error.status === 403) return 'forbidden';
    if (error.status === 404) return 'gone';
    return 'bug';
  }
  if (error instanceof HTTPError) return error.status >= 500 ? 'passing' : 'bug';
  return isNetworkError(error) ? 'passing' : 'bug';
}

/** An aborted request, or one whose socket failed: undici names the reason in the error or in its cause. */
function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'AbortError' || error.name === 'TimeoutError' || error.message === 'fetch failed')
    return true;
  return 'code' in error && typeof error.code === 'string' && /^(UND_ERR|E[A-Z]+$)/.test(error.code);
}
