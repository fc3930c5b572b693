// Pure.
import { foldedWords, stemOf } from './words.ts';

/** In each line words that exclude each other, forms of one word beside each other; other forms have the same stem. */
const LINES = `
accept|refuse reject deny
agree|disagree refuse
allow|ban forbid forbidden prohibit prevent block
arrive|leave left depart
attack|defend protect
before|after
begin began beginning start|end finish stop
better|worse
best|worst
big large|small
buy bought|sell sold
cheap|expensive
cold|hot warm
close|open far
common|rare uncommon
create|destroy
dead death died|alive birth born
increase rise rose grow grew gain|decrease decline reduce fall fell drop cut
raise|lower cut
early|late
east|west
eastern|western
easy|difficult hard
enemy|ally friend
enter|leave left exit
export|import
fail|succeed
former past|current present future
first|last|second|third|fourth|final
few fewer|many more
fewest|most
forward|backward
full|empty
gain|lose lost
give gave|take took receive
good|bad
guilty|innocent
heavy|light
high|low
higher|lower
highest|lowest
hire|fire
include|exclude
inside|outside
internal|external
join|leave left quit
least less|most more
long|short
longest|shortest
love|hate
major majority|minor minority
man men|woman women
male|female
maximum|minimum
modern new|ancient old
near|far
negative|positive
night|day
north|south
northern|southern
northeast|southwest|southeast|northwest
northeastern|southwestern|southeastern|northwestern
older|younger
oldest|youngest|newest
oppose opposition|support
permanent|temporary
pass|reject
peace|war
poor|rich
public|private|secret
push|pull
remove|add
rural|urban
safe|dangerous
same|different
save|spend waste
simple|complex
strong strength|weak weakness
advantage|disadvantage
summer|winter
spring|autumn
tall|short
thick|thin
top|bottom
upper|lower
victory|defeat
wide|narrow
win won|lose lost
winner|loser
with|without
young|old
always|never
all|none
above|below
direct|indirect
formal|informal
`;

interface Exclusion {
  readonly same: readonly string[];
  readonly opposite: readonly string[];
}

const EXCLUSIONS = readLines(LINES);

/** Beginnings that turn a word into its opposite: lawful, unlawful. */
const NEGATING = ['non', 'un', 'in', 'im', 'ir', 'il', 'dis', 'anti'];
/** A word of fewer letters begins others by chance: side, inside. */
const LEAST_LETTERS = 5;

/**
 * Prepares a question once for all texts: whether a text says the opposite of one of its words and not the word
 * itself. A question after the last is not answered by a sentence about the first.
 */
export function createOppositeSearch(question: string): (text: string) => boolean {
  const asked = wordsOf(question).map((word) => {
    const { same = [], opposite = [] } = EXCLUSIONS.get(stemOf(word)) ?? {};
    return { same: [word, ...same], opposite: [...opposite, ...negated(word)] };
  });
  const isListed = wordsOf(question).some((word) => EXCLUSIONS.has(stemOf(word)));
  return (text) => {
    const words = wordsOf(text);
    // The list goes by stems, which most questions need not be compared by.
    const held = new Set(isListed ? [...words, ...words.map(stemOf)] : words);
    return asked.some(
      ({ same, opposite }) => opposite.some((form) => held.has(form)) && !same.some((form) => held.has(form)),
    );
  };
}

/** A word with each negating beginning, or without the one that it has. */
function negated(word: string): readonly string[] {
  return NEGATING.flatMap((beginning) => {
    const bare = word.startsWith(beginning) ? word.slice(beginning.length) : '';
    return [
      ...(word.length >= LEAST_LETTERS ? [beginning + word] : []),
      ...(bare.length >= LEAST_LETTERS ? [bare] : []),
    ];
  });
}

const NEGATION = /\b(?:not|never|no|none|neither|nor|without|cannot|nobody|nothing)\b|n['’]t\b/iu;

/** Whether a question asks after what is not so, and a text denies nothing. */
export function lacksNegation(question: string, text: string): boolean {
  return NEGATION.test(question) && !NEGATION.test(text);
}

function wordsOf(text: string): readonly string[] {
  return foldedWords(text.replace(/\bnon-/giu, 'non'));
}

/** By the stem of each word: its own other forms, and what excludes it. */
function readLines(lines: string): ReadonlyMap<string, Exclusion> {
  const exclusions = new Map<string, Exclusion>();
  for (const line of lines.trim().split('\n')) {
    const groups = line.split('|').map((group) => group.split(' ').map(stemOf));
    for (const group of groups) {
      const others = groups.filter((other) => other !== group).flat();
      for (const word of group) {
        const known = exclusions.get(word);
        exclusions.set(word, {
          same: [...(known?.same ?? []), ...group],
          opposite: [...(known?.opposite ?? []), ...others],
        });
      }
    }
  }
  return exclusions;
}
