import type { Log } from '../../log.ts';
import { type ApiFault, apiFaultOf } from '../api/api-fault.ts';
import type { Acknowledgement, InteractionApi, SentMessage } from '../api/interaction-api.ts';
import type { Choice } from '../article-index.ts';
import type { Bot } from '../bot.ts';
import { logIncident } from '../incident.ts';
import { renderProgress } from '../render/render-progress.ts';
import type { Caller } from './caller.ts';
import { createProgressEdits, type ProgressEdits } from './progress-edits.ts';

/** Follow-ups that Discord takes where only a person has installed the bot; no reply needs more. */
const MOST_FOLLOW_UPS = 5;

/** Sends what is said in an interaction. No method rejects: what Discord does not take is logged. */
export interface ReplySender {
  /** @returns whether Discord has taken it: only then anything may follow */
  acknowledge(caller: Caller, as: Acknowledgement): Promise<boolean>;
  /**
   * The same for an interaction that another process began: it may have acknowledged and answered it.
   * @returns whether the reply is still to be made
   */
  takeOver(caller: Caller, as: Acknowledgement): Promise<boolean>;
  complete(caller: Caller, choices: readonly Choice[]): Promise<void>;
  /** Says a line to the person alone, in place of an acknowledgement. */
  refuse(caller: Caller, line: string): Promise<void>;
  /** Sends a reply's messages: the first in the place of the acknowledgement, the others behind it. */
  reply(caller: Caller, as: Acknowledgement, messages: readonly SentMessage[]): Promise<void>;
  /**
   * Says a line to the person alone, in place of a reply. A public acknowledgement is taken away first: what
   * follows a waiting one takes its place and would be public, too.
   */
  tell(caller: Caller, as: Acknowledgement, line: string): Promise<void>;
  /** Shows how far the work is in the place of the reply that waits for it. */
  progressOf(caller: Caller): ProgressEdits;
}

/** Makes the sender of replies. */
export function createReplySender(parts: {
  readonly api: InteractionApi;
  readonly draw: Bot['draw'];
  readonly log: Log;
  /** Told where Discord refuses an answer as unauthorised. */
  readonly onUnauthorised: () => void;
}): ReplySender {
  const { api, draw, log, onUnauthorised } = parts;

  /** @returns what a failure means, `null` where there was none */
  async function attempt(what: string, send: () => Promise<void>): Promise<ApiFault | null> {
    try {
      await send();
      return null;
    } catch (error) {
      const fault = apiFaultOf(error);
      if (fault === 'unauthorised') onUnauthorised();
      if (fault === 'bug') logIncident(log, error, `Discord refused what was sent while ${what}`);
      else log.warn({ fault, err: error }, `Discord took nothing while ${what}`);
      return fault;
    }
  }

  function lineMessage(text: string): SentMessage {
    const [message] = draw({ blocks: [{ kind: 'paragraph', text }] });
    if (message === undefined) throw new Error('a line that draws nothing');
    return message;
  }

  async function tell(caller: Caller, as: Acknowledgement, line: string): Promise<void> {
    const message = lineMessage(line);
    const inPlace = () => attempt('telling of a failure', () => api.edit(caller, message));
    if (as === 'private') {
      await inPlace();
      return;
    }
    const fault = as === 'public' ? await attempt('taking a reply away', () => api.remove(caller)) : null;
    // A reply that somebody has deleted needs not be taken away.
    if (fault !== null && fault !== 'gone') await inPlace();
    else await attempt('telling of a failure', () => api.followUp(caller, message, { isPrivate: true }));
  }

  return {
    acknowledge: async (caller, as) =>
      (await attempt('acknowledging', () => api.acknowledge(caller, as))) === null,
    async takeOver(caller, as) {
      const fault = await attempt('acknowledging', () => api.acknowledge(caller, as));
      // What is changed by a button does not show whether it was: the same change once more does no harm.
      if (fault !== 'answered' || as === 'update') return fault === null || fault === 'answered';
      let isWaiting = false;
      await attempt('looking at a reply', async () => {
        isWaiting = await api.isWaiting(caller);
      });
      return isWaiting;
    },
    async complete(caller, choices) {
      await attempt('completing', () => api.complete(caller, choices));
    },
    async refuse(caller, line) {
      await attempt('refusing', () => api.refuse(caller, lineMessage(line)));
    },
    async reply(caller, as, messages) {
      const [first, ...others] = messages;
      if (first === undefined) throw new Error('a reply without messages');
      const fault = await attempt('answering', () => api.edit(caller, first));
      // Whatever Discord does not take of a reply, a short line it may.
      if (fault === 'bug' || fault === 'passing') {
        await tell(caller, as, 'The answer could not be shown; please try again.');
      }
      if (fault !== null) return;
      const rest =
        others.length <= MOST_FOLLOW_UPS
          ? others
          : [
              ...others.slice(0, MOST_FOLLOW_UPS - 1),
              lineMessage('The rest is longer than Discord lets a reply be.'),
            ];
      for (const message of rest) {
        const isPrivate = as === 'private';
        if ((await attempt('answering', () => api.followUp(caller, message, { isPrivate }))) !== null) return;
      }
    },
    tell,
    progressOf: (caller) =>
      createProgressEdits({
        async edit(progress) {
          const fault = await attempt('showing progress', () => api.edit(caller, renderProgress(progress)));
          return fault === null || fault === 'passing';
        },
      }),
  };
}
