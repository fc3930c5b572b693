import { describe, expect, it } from 'vitest';
import { swapQuestions } from '../../eval/swap-questions.ts';

const questions = [
  { question: 'What did Ingrid Solberg open in Lundvik?', answers: ['a ferry harbour'] },
  { question: 'How many telescopes does the library of Marhaven lend?', answers: ['30'] },
  { question: 'When was Tomas Reyes asked about it?', answers: ['Monday'] },
  { question: 'What was built in 1987?', answers: ['the lock'] },
  { question: 'Which road did 212 passengers take?', answers: ['the coast road'] },
  { question: 'Who won in France?', answers: ['nobody'] },
  { question: 'what happened then?', answers: ['nothing'] },
  { question: 'Several roads were closed. Scientists did what?', answers: ['no name'] },
];

describe('swapQuestions', () => {
  const swapped = swapQuestions(questions);

  it('replaces one name, place, year or number and leaves the rest as it was', () => {
    for (const { question, answers } of swapped) {
      const original = questions.find((one) => one.answers === answers)?.question as string;
      expect(question).not.toBe(original);
      const words = new Set(original.split(' '));
      expect(question.split(' ').filter((word) => words.has(word)).length).toBeGreaterThanOrEqual(
        original.split(' ').length - 2,
      );
    }
  });

  it('leaves out questions that name nothing', () => {
    expect(swapped.map(({ answers }) => answers)).not.toContainEqual(['nothing']);
    // A lone word that opens a sentence may be any word.
    expect(swapped.map(({ answers }) => answers)).not.toContainEqual(['no name']);
    expect(swapped.length).toBeGreaterThanOrEqual(5);
  });

  it('puts a year for a year, a number for a number, a place for a place', () => {
    const of = (answer: string) => swapped.find(({ answers }) => answers[0] === answer)?.question;
    expect(of('the lock')).toMatch(/^What was built in 19(?:7[89]|8[0-6])\?$/);
    expect(of('the coast road')).toMatch(/^Which road did \d+ passengers take\?$/);
    expect(of('nobody')).toMatch(/^Who won in \p{Lu}\p{L}+\?$/u);
  });

  it('gives the same questions each time', () => {
    expect(swapQuestions(questions)).toEqual(swapped);
  });
});
