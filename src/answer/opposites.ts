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
 * Whether a text says the opposite of one of a question's words and not the word itself: a question after the
 * last is not answered by a sentence about the first.
 */
export function saysOpposite(question: string, text: string): boolean {
  const asked = wordsOf(question).map((word) => ({ word, exclusion: EXCLUSIONS.get(stemOf(word)) }));
  const words = wordsOf(text);
  // Stemming takes most of the time, and most questions have no word of the list.
  const stems = asked.some(({ exclusion }) => exclusion !== undefined) ? words.map(stemOf) : [];
  const held = new Set([...words, ...stems]);
  return asked.some(({ word, exclusion }) => {
    if (held.has(word) || exclusion?.same.some((form) => held.has(form))) return false;
    return exclusion?.opposite.some((form) => held.has(form)) || isNegated(word, held);
  });
}

/** Whether a text holds a word with a negating beginning that the question's has not, or the other way round. */
function isNegated(word: string, held: ReadonlySet<string>): boolean {
  return NEGATING.some((beginning) => {
    const bare = word.startsWith(beginning) ? word.slice(beginning.length) : '';
    return (
      (word.length >= LEAST_LETTERS && held.has(beginning + word)) ||
      (bare.length >= LEAST_LETTERS && held.has(bare))
    );
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
