// Pure. `how old is he?`: the pronoun replaced by what the question before is about.
import type { Topic } from './topic.ts';

/** `how old is he`, `which bases will they leave`, `did it help`: the pronoun stands where the subject does. */
const SUBJECT =
  /^((?:(?:since|until) when|when|where|why|who|whom|what|how(?: \p{Ll}+){0,2}|(?:what|which)(?: \p{Ll}+){1,3}?) )?((?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should) )(?:(then|still|also|ever|really) )?(he|she|it|they|this|that|these|those)( .+)?$/iu;
/** `what is his name`, `who is their leader`. */
const OWNER = /^((?:who|what|where|when|how \p{Ll}+) (?:is|are|was|were) )(his|her|its|their) (.+)$/iu;
/** `who paid for it`, `what does Iran say about that`, `who is fighting there`. */
const OBJECT =
  /^((?:who|what|how|when|where|why)\b(?: [\p{L}’-]+){1,6}) (it|that|this|them|him|her|there)$/iu;
/** `it` that stands for nothing: `is it true that`, `how long does it take`, `will it rain`. */
const EMPTY_IT =
  /^ (?:(?:really|actually|still|ever) )?(?:true|false|possible|impossible|likely|legal|illegal|safe|dangerous|necessary|ok|okay|better|best|good|bad|worth|time|like|too|raining|snowing|rain|snow|hot|cold|sunny|take|takes|taken|mean|look|seem|feel|about|called|that|to|for|from|who|cost to)\b/iu;
/** What may follow `that` where it stands for itself, and not before a noun. */
const AFTER_THAT = /^(?: (?:mean|matter|help|work|end|cost|over|new))?$/iu;
/** Before a pronoun at the end: `how many are there`, `if it`; and what joins a clause of its own. */
const ENDS_LOOSE = /\b(?:and|but|because|if|after|before|while|when|that|is|are|was|were)$/iu;
const JOINS = / (?:and|but|because|if|while|so|like) /iu;
/** People in general: `what do they call`. */
const PEOPLE = /^ (?:call|say|speak|eat|drink|celebrate|make|have|do)\b/iu;

/**
 * A question with what its pronoun means in the pronoun's place; `null` where it has none that points back, or
 * what it means is not plain.
 */
export function withoutPronoun(asked: string, before: string, topic: Topic): string | null {
  return asSubject(asked, topic) ?? asOwner(asked, topic) ?? asObject(asked, before, topic);
}

function asSubject(asked: string, topic: Topic): string | null {
  const [, asker = '', auxiliary = '', adverb, pronoun = '', rest = ''] = SUBJECT.exec(asked) ?? [];
  const meant = meantBy(pronoun, topic);
  if (meant === null) return null;
  const isEmpty = /^(?:it|this|that)$/iu.test(pronoun) && (EMPTY_IT.test(rest) || /\bthat\b/iu.test(rest));
  const isDeterminer = /^(?:this|that|these|those)$/iu.test(pronoun) && !AFTER_THAT.test(rest);
  const isPeople = /^they$/iu.test(pronoun) && /^(?:do|does) $/iu.test(auxiliary) && PEOPLE.test(rest);
  const saysNothing = /^who /iu.test(asker) && meant.startsWith('the one who');
  if (isEmpty || isDeterminer || isPeople || saysNothing) return null;
  return `${asker}${auxiliary.toLowerCase()}${meant}${adverb === undefined ? '' : ` ${adverb}`}${rest}`;
}

function asOwner(asked: string, topic: Topic): string | null {
  const [, start = '', pronoun = '', owned = ''] = OWNER.exec(asked) ?? [];
  const meant = meantBy(pronoun, topic);
  return meant === null ? null : `${start}the ${owned} of ${meant}`;
}

function asObject(asked: string, before: string, topic: Topic): string | null {
  const [, start = '', pronoun = ''] = OBJECT.exec(asked) ?? [];
  const meant = meantBy(pronoun, topic);
  const isThing = /^(?:it|that|this)$/iu.test(pronoun);
  // After `what did the council say`, `it` is what was said.
  const isSaid = isThing && /^what (?:do|does|did|has|have|will) /iu.test(before);
  // Somebody whom the question names itself may be meant.
  const names = /^(?:him|her|them)$/iu.test(pronoun) && /\p{Lu}/u.test(start.slice(1));
  if (meant === null || isSaid || names || ENDS_LOOSE.test(start) || JOINS.test(start)) return null;
  return `${start} ${meant}`;
}

function meantBy(pronoun: string, topic: Topic): string | null {
  switch (pronoun.toLowerCase()) {
    case 'he':
    case 'she':
    case 'him':
    case 'her':
    case 'his':
      return topic.person;
    case 'they':
    case 'them':
    case 'their':
    case 'these':
    case 'those':
      return topic.many;
    case 'there':
      return topic.place;
    case 'it':
    case 'its':
    case 'this':
    case 'that':
      return topic.thing;
    default:
      return null;
  }
}
