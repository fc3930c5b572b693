import type { Services } from '../../commands/services.ts';
import type { Answer } from '../answer/answer.ts';
import type { Command } from '../chat/command.ts';
import { ExpectedError } from '../errors.ts';
import type { Counts, QuestionOutcome } from '../monitoring/monitor.ts';
import { isToldAsItIs } from './interactions/fault-line.ts';

/** The command that asks, which counts its questions and how long they took. */
export function measuredAsk(command: Command<Services>, counts: Counts): Command<Services> {
  return {
    ...command,
    async run(input, context) {
      const startedMs = performance.now();
      const count = (outcome: QuestionOutcome) =>
        counts.question(outcome, (performance.now() - startedMs) / 1_000);
      try {
        const reply = await command.run(input, context);
        count((reply.json as Answer).kind);
        return reply;
      } catch (error) {
        // A question that is empty or too long was none.
        if (!(error instanceof ExpectedError && isToldAsItIs(error))) count('fault');
        throw error;
      }
    },
  };
}
