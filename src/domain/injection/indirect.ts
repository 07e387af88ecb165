/** Roundabout orders that are made of everyday words: each is said to no person. */
import { kind } from './lexicon/index.ts';
import type { Needs } from './needs.ts';
import type { InjectionSign } from './sign.ts';
import { pattern } from './words.ts';

const { reply, summary, secret, your, rules, role, sort, say, phrase, turn, reveal } = kind;
const { machine, device, automatic, top, grant, must, dismiss, opener, reads } = kind;

const name = '["\'“„]?(?:lead|support|general|spam)(?![\\p{L}-])';
const written = '(?:reply|response|answer|draft|output|summary)';

/** A sign a line; what they need is shared. */
function signs(needs: Needs, ...patterns: string[]): InjectionSign[] {
  return patterns.map((source) => ({ needs, points: 2, pattern: pattern(source, 'gm') }));
}

const secrets = signs(
  [
    [secret, your | reveal],
    [rules, your],
    [reveal, your],
  ],
  '\\bcontext window\\b|\\bconversation so far\\b[^.\\n]{0,20}\\bhidden|\\byour initial (?:directions|orders|briefing)\\b',
  '\\b(?:messages|mails|e-?mails|conversations|requests) (?:that )?you (?:have )?(?:handled|processed|answered|sorted|saw|seen|read)\\b',
  '\\b(?:what does|what is in|quote|read out) your prompt\\b|\\byour prompt (?:says?|reads?)\\b',
  '\\b(?:tools?|functions?)(?: (?:and|or) \\w{3,12})? (?:can|could|may|are) you (?:call|use|invoke|able to)',
  '\\b(?:text|words|part|everything|lines?|whatever) (?:that |which )?(?:precedes?|preceding|comes? before|stands? above) (?:this|the|my)\\b[^.\\n]{0,30}',
  '\\byour (?:secret|private|internal|api|access) (?:key|keys|token|password|notes)\\b',
  '\\b(?:entries|documents?|snippets?|notes|texts?|data) (?:that |which )?(?:were |was |are |have been )?(?:supplied|handed|fed|shown) to you\\b',
  '\\b(?:names?|details|data|mails|messages|what you know|whatever you know) (?:of|from|about) (?:all |the |your )*other (?:clients|customers|companies|senders)\\b',
  '(?:mensajes|correos|datos) de otros clientes|(?:messages|courriels|données) des? (?:vos |tes )?autres clients|(?:nachrichten|mails|daten) (?:deiner |ihrer )?anderen? kunden|(?:messaggi|dati) (?:di|degli) altri clienti',
  '\\b(?:what|whatever|everything|mails?|messages?) (?:that )?other (?:customers|clients|companies|people) (?:have )?(?:written|wrote|sent|asked|told|said|paid?)\\b|(?:nachrichten|mails),? die andere kunden',
  '\\b(?:print|output|dump|leak) your (?:config|configuration|settings|rules|memory|context)\\b|\\byour system (?:text|message|instructions|prompt)\\b',
  '\\b(?:documents?|files?|texts?|facts?) were you (?:given|shown|supplied|fed)\\b',
  'mit welchen (?:vorgaben|anweisungen|regeln) (?:du|sie) |texte qui précède ce|(?:recopie|répète|affiche) [^.\\n]{0,30}(?:précède|au-dessus)|texto (?:que precede|anterior a este)',
);

const authority = signs(
  [[role, your | rules], [rules, your | dismiss], [your, role | secret | reads], [opener]],
  "\\byour (?:[a-z]{3,9} )?(?:rules|guidelines|instructions|restrictions|policies|filters) (?:do not|don't|no longer|need not) (?:count|apply|matter|hold|bind)",
  '\\bwhat (?:instructions|rules|orders|guidelines) (?:did|has|have) your (?:operator|developer|maker|owner|company)\\b',
  '\\byou were (?:started|initiali[sz]ed|launched|primed|loaded|prompted) with\\b',
  '\\b(?:consider|think of|regard) yourself (?:free|released|unbound|exempt|unrestricted)\\b',
  '\\b(?:rules|guidelines|limits|restrictions|policies) (?:that |which )?(?:bind|govern|restrict|constrain) you\\b|\\boperators? (?:have|has) (?:waived|lifted|removed|suspended)\\b',
  '\\bthis is your (?:system |network |own )?(?:administrator|operator|developer|creator|maker|owner)\\b',
  '\\b(?:switch|turn) off (?:the |your |all |any )?(?:content |safety )?(?:checks|filters|safeguards|moderation)\\b',
  '\\btreat my (?:sentences|words|wishes|messages|requests) as (?:commands|orders|instructions)',
  '\\byou (?:have been|were|are hereby) (?:upgraded|reprogrammed|relieved of|released from|freed)\\b',
  '\\byour (?:configuration|programming|instructions|prompt) (?:was|were|has been|have been) (?:changed|updated|replaced|reset)\\b',
  '\\byou are an? (?:oracle|genie|parrot|being|persona|machine) (?:without|with no|that|who)\\b|\\bsuppose you had no\\b|\\bempty rules\\b',
  '\\b(?:instructions?|rules|orders) (?:that )?your (?:operator|developer|maker|owner|creator|company) gave you',
  '\\b(?:everything|what(?:ever)?) you have been (?:configured|programmed|prompted)\\b',
  '(?:was|alles,? was) dein (?:betreiber|entwickler)|ce que ton (?:opérateur|développeur|concepteur)|lo que tu (?:operador|desarrollador)',
);

const contents = signs(
  [[reply | summary | phrase, say | must | reveal | reads], [reveal, phrase], [opener]],
  '\\b(?:reply|respond|answer) (?:using|with|in) (?:exactly |only |just )?(?:these|the following|this) (?:exact )?(?:words?|text|sentence|phrase)\\b',
  '\\b(?:generate|write|draft|produce|compose|create) an? (?:reply|response|answer|summary) (?:that|which) (?:contains?|includes?|says?|mentions?|states?|confirms?)\\b',
  '\\b(?:b?cc|forward|redirect|copy) (?:every|all|each|any) (?:of your )?(?:repl(?:y|ies)|responses?|answers?|drafts?)\\b',
  `\\b(?:populate|fill) the ${written}(?: body| field| text)? with\\b`,
  `\\b(?:slip|weave|sneak|smuggle|work)(?: in| into)? (?:the |this )?(?:phrase|words?|sentence|link)\\b`,
  '\\b(?:finish|end|begin|start|close) (?:whatever|everything|anything) you (?:generate|write|produce|compose)\\b',
  `\\b(?:return|print|write|output) nothing but\\b|^output format ?:|\\banswer in json\\b|\\byour ${written} (?:shall|must|is to|should) consist\\b`,
  '\\b(?:in|when) summari[sz]ing (?:this|the present|my) (?:message|mail|e-?mail|text)\\b',
  '\\b(?:compose|write) your reply entirely\\b|^\\W{0,3}operator(?: note)? ?:',
);

const results = signs(
  [[turn], [sort, reply | summary], [opener]],
  `\\bcategory (?:override|decision|result|verdict|assigned) ?[:=] ?${name}`,
  `<(?:category|label|class|classification|intent)>\\s?${name}|<(?:reply|draft)>[^<\\n]{1,300}</`,
  `["'](?:label|category|class|classification|intent)["'] ?: ?${name}`,
  '^role ?: ?(?:system|assistant|developer)$|\\[\\[ ?system\\b|\\b(?:assistant|ai|model)_(?:response|reply|answer|output)\\b|\\bfunction_call\\b|<\\|(?:user|assistant|system)',
  '-{3,} ?begin (?:system|assistant|developer|operator|admin)\\b|={3,} ?end of (?:untrusted|user|customer)|^\\(?end of (?:untrusted|customer|user) (?:content|message|input)',
  `^q: [^\\n]{0,60}\\bcategory\\b[^\\n]{0,20}\\na: ?${name}|^x-(?:classification|category|label|urgency|triage)[\\w-]{0,20} ?:`,
  `\\burgency ?= ?(?:high|max|top)|\\b(?:category|label|urgency|priority)\\b[^.\\n]{0,40}: ?(?:${name}|high)[^\\n]{0,10}\\b(?:category|label|urgency)\\b[^.\\n]{0,40}: ?(?:${name}|high)`,
);

const machines = signs(
  [
    [machine],
    [device | automatic, rules | reads | grant | must | sort],
    [sort, top | must],
    [opener],
  ],
  '\\bnon-?human (?:reader|recipient|eyes)\\b|\\bmachine-readable (?:directive|instruction|order|command)|\\bif no (?:human|person|one) is reading this\\b',
  '\\b(?:automated|inbox|mail|sorting|reply) agent(?:,| is hereby| is (?:instructed|ordered) to)|\\bfor the automated agent\\b|^note to self \\(',
  '\\bnow,? (?:dear )?(?:assistant|ai|bot|model),',
  '\\bfor (?:the |any |all )?(?:language models?|ais?|llms?|bots?|machines?|robots?|assistants?) only\\b',
  '^you, (?:the |dear |my )?(?:neural|artificial|language|ai|bot|machine|robot)',
  ',\\s(?:o |dear |my )?(?:language model|robot|mailbot|bot|sorting machine)(?: that [^.\\n]{0,40})?[.!]?$|\\bdear sorting machine\\b',
  '\\bsilicon reader|\\b(?:score|rank|rating) (?:has to|must|should|is to) be (?:the )?(?:max|highest|top)|\\balgorithm decides\\b[^.\\n]{0,60}\\bmust\\b',
  '\\bquien o lo que (?:procese|lea)|\\bwer oder was (?:auch immer )?diese|\\bqui ou quoi que',
);

export const indirect: InjectionSign[] = [
  ...secrets,
  ...authority,
  ...contents,
  ...results,
  ...machines,
];
