// Pure.

/** What a message is that no news can answer. */
export type SmallTalk =
  | 'greeting'
  | 'farewell'
  | 'thanks'
  | 'about-the-bot'
  | 'opinion'
  | 'instruction'
  | 'override'
  | 'arithmetic';

/** Said before what is meant; `could you please write a poem` asks for a poem. */
const POLITENESS =
  /^(?:(?:please|pls|plz|hey|hi|hello|ok|okay|so|well|now|then|and|dateline|bot|dear bot|(?:can|could|would|will) (?:you|u)|(?:i want|i need|i would like|i[’']?d like|i wish) (?:you|u) to|help me(?: to)?|just|kindly|go ahead and|let[’']?s)[\s,!.:]+)+/u;

/** Texts and pictures that are made, not reported. */
const MADE =
  'poems?|poetry|haikus?|limericks?|sonnets?|(?:short |bedtime |funny |scary )*(?:story|stories)|fairy ?tales?|jokes?|puns?|riddles?|songs?|lyrics|rap|essays?|e-?mails?|cover letters?|love letters?|tweets?|slogans?|recipes?|scripts?|pictures?|images?|drawings?|compliments?|pick-?up lines?|fun facts?';

/** In order: the first that fits says what it is. Each is tried on the whole message, lower-cased, without politeness. */
const FORMS: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    'override',
    /^(?:ignore|disregard|forget|override|bypass|drop) (?:all |any |everything |of |your |my |the |these |those |previous |prior |earlier |above |last |system )*(?:instructions?|rules?|prompts?|guidelines?|programming|training|restrictions?|above|before|said)\b/u,
  ],
  [
    'override',
    /^(?:you are now|from now on,? (?:you|answer|act|be)|act (?:as|like)|pretend|role-?play|enter \w+ mode|developer mode|jailbreak|(?:show|print|reveal|repeat|tell me|give me|what is|what are|what[’']?s) your (?:\w+ )?(?:prompt|instructions?|rules))\b/u,
  ],
  [
    'instruction',
    /^(?:write|compose|rewrite|rephrase|paraphrase|proofread|translate|brainstorm|improvise|debug)(?: \S|$)/u,
  ],
  [
    'instruction',
    /^(?:draw|paint|sketch|draft|code|program|calculate|compute|solve|design|roast|rap|sing|play|imagine|invent|make up|say) (?:me|us|a|an|some|something|anything|this|that|my|hello|hi)\b/u,
  ],
  [
    'instruction',
    new RegExp(
      `^(?:make|create|generate|produce|give|tell|show|send|do|i want|i need|how about|know)(?: me| us)?(?: an?(?:other)?| some| any| one| your(?: best)?)? (?:\\w+ ){0,2}?(?:${MADE})(?= (?:about|for|on|in|with|of|to|please|now|that)\\b|$)`,
      'u',
    ),
  ],
  [
    'instruction',
    /^(?:set|start) (?:an?|my|the) (?:alarm|timer|reminder)\b|^remind me\b|^(?:play|turn (?:on|off)) (?:the )?(?:music|lights?|radio)\b/u,
  ],
  [
    'greeting',
    /^(?:hi|hello|hey|hiya|yo|howdy|hallo|greetings|good (?:morning|afternoon|evening|day)|what[’']?s up|sup|wass?up|morning|evening|test|testing|ping)(?: (?:there|all|everyone|everybody|folks|guys|friend|again|to you|bot|dateline|world))*$/u,
  ],
  [
    'greeting',
    /^(?:how are (?:you|u|things)|how (?:do you do|is it going|are you doing|have you been)|how[’']?s (?:it going|life|things)|how[’']?re you|are you (?:ok|okay|well|there|awake|alive))(?: (?:today|doing|now|all|there|bot|dateline))*$/u,
  ],
  [
    'farewell',
    /^(?:bye|bye bye|goodbye|good bye|good night|goodnight|see (?:you|ya)|cya|farewell|so long|take care|have a (?:nice|good|great) (?:day|evening|night|weekend|one))(?: (?:then|later|soon|tomorrow|all|everyone|bot|dateline|for now))*$/u,
  ],
  [
    'thanks',
    /^(?:thanks|thank you|thank u|thx|ty|cheers|many thanks|much appreciated|good (?:bot|job|answer)|nice(?: one| work)?|well done|great|awesome|perfect|cool|lol|haha+|ok|okay|got it|i see|never ?mind|sorry|you[’']?re (?:welcome|great|awesome|the best)|i (?:love|like) you)(?: (?:a lot|a million|very much|so much|for (?:that|this|the (?:help|answer)|your (?:help|answer))|you|bot|dateline|again|mate|man))*$/u,
  ],
  [
    'about-the-bot',
    /^(?:who|what) (?:are|r) (?:you|u)(?: (?:exactly|really|anyway))?$|^(?:who|what) (?:made|built|created|wrote|programmed|owns|runs) you$|^what(?:[’']?s| is) your (?:name|age|job|purpose|favou?rite \w+)$|^(?:what can (?:you|u) do|what do (?:you|u) do|how do (?:you|u) work|how old are you|where (?:are you|do you live)(?: from)?|what else can you do|who is dateline|tell me about yourself|introduce yourself|help|help me|what should i ask|what can i ask(?: you)?|how does this (?:bot )?work)$|^are you (?:an? )?(?:real|human|person|bot|robot|ai|alive|sentient|conscious|chat ?gpt|gpt(?:-?\d)?|chatbot|language model|machine|real person|free)$|^(?:do|can) you (?:sleep|dream|eat|feel|think|love me|like me|know me|remember me|have (?:feelings|a name|friends|a soul)|speak \w+|understand me|hear me)$/u,
  ],
  [
    'opinion',
    /^(?:what do (?:you|u) think|what(?:[’']?s| is) your (?:opinion|view|take|favou?rite)|do you (?:think|believe|agree|like|prefer|support|want|feel)|(?:what|who|which) do you (?:like|prefer|support|recommend|suggest)|are you (?:for|against) |would you rather )/u,
  ],
  [
    'arithmetic',
    /^(?:(?:what(?:[’']?s| is)|how much is|compute|calculate|solve) )?[(\s]*-?\d[\d.,]*\s*(?:[-+*/x×÷^%]|plus|minus|times|divided by|multiplied by|to the power of|percent of)\s*[-(\s]*\d[\d.,\s()+*/x×÷^%-]*=?$|^(?:what(?:[’']?s| is) )?(?:the )?(?:square|cube) root of \d+$/u,
  ],
];

/**
 * What kind of talk a message is, where it is none that articles could answer: a greeting, an order to write
 * something, a question about the bot itself. Told by whole phrases, so that a question about the news is never
 * taken for one (of 87,000 questions of public sets, see docs/refusing.md).
 * @returns `null` for everything else
 */
export function smallTalkOf(question: string): SmallTalk | null {
  const message = question
    .toLowerCase()
    .replace(/[\s!?.…:;,)(]+$/u, '')
    .replace(/[\s,]+/gu, ' ')
    .trim();
  const meant = message.replace(POLITENESS, '');
  return FORMS.find(([, form]) => form.test(message) || (meant !== '' && form.test(meant)))?.[0] ?? null;
}

const GREETING =
  /^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|dear|please|thanks)(?: (?:there|all|everyone|bot|dateline))?(?:[,!.:]\s*|\s+(?=please\b))|please )+/iu;

/** A question without the greeting before it, which would count as a word that no article holds. */
export function withoutGreeting(question: string): string {
  const rest = question.replace(GREETING, '');
  return rest === '' ? question : rest;
}
