/** After this long a short question is no longer taken for one that goes on from the one before. */
const FOLLOW_UP_MINUTES = 10;

/** The last question of each conversation, kept in memory for as long as a person has it in mind. */
export interface FormerQuestions {
  /** `undefined` where none was asked, or too long ago. */
  of(conversation: string): string | undefined;
  note(conversation: string, question: string): void;
}

/** Remembers questions by conversation; what is too old is let go with the next one noted. */
export function createFormerQuestions(clock: () => Date): FormerQuestions {
  // In the order of their moments, so that what is old stands first.
  const noted = new Map<string, { readonly question: string; readonly atMs: number }>();
  const isRecent = (atMs: number) => clock().getTime() - atMs <= FOLLOW_UP_MINUTES * 60_000;
  return {
    of(conversation) {
      const former = noted.get(conversation);
      return former !== undefined && isRecent(former.atMs) ? former.question : undefined;
    },
    note(conversation, question) {
      for (const [key, { atMs }] of noted) {
        if (isRecent(atMs)) break;
        noted.delete(key);
      }
      noted.delete(conversation);
      noted.set(conversation, { question, atMs: clock().getTime() });
    },
  };
}
