// Pure. `when was that?`: the former question with another question word.
import { AUXILIARIES, VERBS } from './question-words.ts';
import { upToVerb } from './topic.ts';

/** The former question asked with another question word; `null` where it cannot be turned without guessing. */
export function askOtherwise(word: string, former: string): string | null {
  const asks = word.toLowerCase();
  const same = new RegExp(`^${asks}\\b`, 'iu');
  if (same.test(former)) return null;
  if (asks === 'how many') {
    const there = /^(are|were) there (?:any |still )?(.+?)( (?:in|at|on|near|from) .+)?$/iu.exec(former);
    return there ? `how many ${there[2]} ${(there[1] as string).toLowerCase()} there${there[3] ?? ''}` : null;
  }
  const words = former.split(' ');
  if (AUXILIARIES.has((words[0] as string).toLowerCase())) return `${asks} ${lowerFirst(former)}`;
  const adverb = /^(?:(?:since|until) when|how (?:long|often|far|old|big)|when|where|why|how) (.+)$/iu.exec(
    former,
  );
  if (adverb && AUXILIARIES.has(((adverb[1] as string).split(' ')[0] as string).toLowerCase()))
    return `${asks} ${adverb[1]}`;
  // Who or what something is does not happen at a time or for a reason.
  if (/^(?:who|what)(?:’s| (?:is|are|was|were)) (?!\p{L}+ing\b)/iu.test(former)) return null;
  const object =
    /^(how many|how much|what|which|who|whom)((?: [\p{L}’-]+){0,4}?) (is|are|was|were|do|does|did|has|have|had|will|would|can|could|should) (.+)$/iu.exec(
      former,
    );
  if (object)
    return turned(asks, {
      asker: object[1] as string,
      noun: (object[2] as string).trim(),
      auxiliary: object[3] as string,
      rest: object[4] as string,
    });
  const doer = /^(who|what|which|how many) (.+)$/iu.exec(former);
  return doer
    ? `${asks} ${isPresent(doer[1] as string, doer[2] as string) ? 'is' : 'was'} it that ${doerOf(doer[1] as string)}${doer[2]}`
    : null;
}

/** `what did the council say` → when did the council say that; `how many troops are in Syria` → why are troops in Syria. */
function turned(
  asks: string,
  {
    asker,
    noun,
    auxiliary,
    rest,
  }: { readonly asker: string; readonly noun: string; readonly auxiliary: string; readonly rest: string },
): string | null {
  const counts = /^how/iu.test(asker);
  if (/^(?:is|are|was|were)$/iu.test(auxiliary)) {
    const article = counts || noun === '' ? '' : 'the ';
    return noun === '' ? null : `${asks} ${auxiliary} ${article}${noun} ${rest}`;
  }
  const subject = upToVerb(rest.split(' '));
  if (subject === null || !rest.startsWith(`${subject} `)) {
    return null;
  }
  const [, verb, tail = ''] = /^(\S+(?: to \S+)?)( .+)?$/u.exec(rest.slice(subject.length + 1)) ?? [];
  // `how much did it cost` is about no event.
  if (verb === undefined || (counts && noun === '')) return null;
  const what = noun === '' ? (/^who/iu.test(asker) ? 'somebody' : 'that') : counts ? noun : `the ${noun}`;
  return `${asks} ${auxiliary} ${subject} ${verb} ${what}${tail}`;
}

function doerOf(asker: string): string {
  if (/^who$/iu.test(asker)) return 'someone ';
  if (/^what$/iu.test(asker)) return 'something ';
  return /^which$/iu.test(asker) ? 'the ' : '';
}

/** Whether what somebody does, or things do, is told in the present: a verb that may be either counts as past. */
function isPresent(asker: string, doing: string): boolean {
  const words = doing.split(' ');
  const verb = (/^(?:who|what)$/iu.test(asker) ? words[0] : words[1]) ?? '';
  if (/^has$|[^s]s$/u.test(verb)) return true;
  return (
    /^how/iu.test(asker) && VERBS.has(verb) && !/^(?:beat|cost|cut|hit|hurt|put|quit|set|shut)$/u.test(verb)
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
