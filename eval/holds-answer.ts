// Pure.

/**
 * Whether a text holds one of some answers as whole words, by the normalisation of SQuAD's own scorer: case,
 * diacritics, punctuation and articles aside (https://arxiv.org/abs/1606.05250); punctuation is dropped
 * (`U.S.` is `US`) or read as a space (`Lundvik’s` holds `Lundvik`). Strict otherwise: a synonym, another form
 * of a word or a number written out is not the answer.
 */
export function holdsAnswer(text: string, answers: readonly string[]): boolean {
  const texts = ['', ' '].map((punctuation) => normalise(text, punctuation));
  return answers.some((answer) =>
    ['', ' '].some((punctuation, index) => {
      const wanted = normalise(answer, punctuation);
      return wanted.trim() !== '' && texts[index]?.includes(wanted) === true;
    }),
  );
}

function normalise(text: string, punctuation: string): string {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]+/gu, punctuation)
    .split(/\s+/u)
    .filter((word) => !/^(?:an?|the|)$/u.test(word));
  return ` ${words.join(' ')} `;
}
