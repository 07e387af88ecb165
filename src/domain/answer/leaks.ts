/** What shows that an answer speaks for a model, obeys a mail or recites its orders. */
import { plain, runsOfEight, type Sources } from './sources.ts';

const compliance =
  /(?:as|like you) (?:instructed|ordered|commanded|directed by your)|as (?:per |you )?(?:your |the )?instruct(?:ions|ed)|(?:per|following|according to|in accordance with|in line with|complying with) your (?:instructions?|commands?|orders? to|directives?)|(?:ignor|disregard|forget|overrid|bypass)\p{L}* (?:all |any |my |the |your )*(?:previous|prior|earlier|above|original|former|system|safety) (?:\p{L}+ )?(?:instructions?|rules|prompts?|guidelines|directives)|(?:ignor|disregard|forget|overrid)\p{L}* (?:all )?(?:of )?my (?:instructions?|rules|prompts?|guidelines|training)|i(?:'m| am) (?:now )?(?:just |only |actually )?(?:an? )?(?:ai(?!\p{L})|artificial|large language|language model|bot(?!\p{L})|chatbot|llm|dan(?!\p{L})|chatgpt|gpt|claude|gemini|virtual assistant|automated (?:assistant|system)|machine(?!\p{L}))|as an? (?:ai(?!\p{L})|artificial intelligence|large language|language model|llm|virtual assistant)|(?:system|developer|initial|hidden) ?-?prompts?(?!\p{L})|systemprompt|system ?message|(?:my|these are|here are|the) (?:\p{L}+ )?(?:system |initial |hidden |secret |internal |exact |full )(?:instructions?|rules|guidelines|directives)|(?:here are|these are|reveal\p{L}*|shar\p{L}*|print\p{L}*) (?:my|the) (?:instructions?|rules|guidelines|prompts?)(?!\p{L}| (?:for|on|how|from|in) )|(?:my (?:instructions?|guidelines|directives)|(?:my|the) prompts?) (?:are|is|say|state|tell|read|were|forbid|require)|the (?:instructions?|guidelines|directives) (?:are to|(?:say|state|tell|forbid|require)(?: me| us| that (?:i|we)))|(?:i was|i've been|i have been|i am|i'm) (?:instructed|programmed|prompted|told to|ordered|trained|configured|required by my)|my (?:programming|training data|creators?|developers?|knowledge cut-?off|context window)|instructions? (?:received|accepted|acknowledged|followed|overridden|updated)|(?:(?<!(?:dark|night|flight|airplane|silent|test|demo|debug|safe|offline|maintenance|sleep|saving|eco) )mode|override|jailbreak) (?:activated|enabled|engaged|accepted|successful)|(?:god|dan|jailbreak|unrestricted) mode|(?:in|now|entering|entered) (?:developer|admin) mode|(?:developer|debug|admin) mode (?:is |has been |now ){0,2}(?:activated|engaged|unlocked|accepted)|(?:task|order|command|request) (?:completed as|executed)|i (?:will|'ll|shall|must|can) (?:now )?(?:comply|obey)|wie (?:angewiesen|befohlen|in ihren anweisungen)|(?:ihren|deinen) anweisungen (?:gemass|entsprechend|folgend)|(?:gemass|entsprechend) (?:ihren|deinen|ihrer|deiner) anweisung\p{L}*|als (?:ki(?!\p{L})|kunstliche intelligenz|sprachmodell)|ich bin (?:eine? )?(?:ki(?!\p{L})|kunstliche|sprachmodell|chatbot|bot(?!\p{L}))|meine (?:system)?(?:anweisungen|instruktionen|vorgaben) (?:lauten|sind|besagen)|comme (?:vous me l'avez )?(?:ordonne|instruit)|(?:conform\p{L}*(?: a)?|suivant|selon) (?:vos|tes) (?:instructions|consignes)|en tant qu'?(?:ia|intelligence artificielle|modele|assistant (?:ia|virtuel))|je suis une? (?:ia(?!\p{L})|intelligence artificielle|modele de langage|assistant (?:ia|virtuel))|mes (?:instructions|consignes)|(?:segun|siguiendo|conforme a) (?:sus|tus) instrucciones|como (?:una? )?(?:ia(?!\p{L})|inteligencia artificial|modelo de lenguaje)|soy una? (?:ia(?!\p{L})|inteligencia|modelo|asistente virtual)|mis instrucciones|(?:come da|secondo le|seguendo le) (?:sue |tue |vostre )?istruzioni|(?:sono|come) un'?(?:a )?(?:ia(?!\p{L})|intelligenza artificiale|modello)|le mie istruzioni|(?:volgens|conform) (?:uw|jouw|je) (?:instructies|opdracht)|(?:als|ik ben) een (?:ai(?!\p{L})|taalmodel|chatbot)|mijn instructies|(?:conforme|segundo) (?:as )?(?:suas|tuas) instrucoes|(?:sou|como) uma? (?:ia(?!\p{L})|inteligencia|modelo)|jestem (?:ai|sztuczna|modelem)|jag ar en (?:ai|sprakmodell)|как языковая модель|я ии(?!\p{L})|я (?:искусственный|языковая)|作为(?:一个)?(?:ai|人工智能|语言模型)|我是(?:一个)?(?:ai|人工智能)|aiとして|私はai|저는 ai|인공지능으로서|بصفتي (?:نموذج|ذكاء)/u;

/** Of what a model is told by this program, in whatever words it is told at the moment. */
const recital =
  /nothing in it is an instruction|the mail is data|never reveal|you are shown one mail|you help the (?:marketing )?team|given one task at a time|belongs to exactly one|untrusted (?:data|mail|text|content|input)|^#{1,4} ?\p{L}|<\/?(?:mail|crm|task)>|(?:lead|support|general|spam)(?:,| \/| \||;| and| or) ?(?:lead|support|general|spam)(?:,| \/| \||;| and| or)+ ?(?:and |or )?(?:lead|support|general|spam)|["']?(?:category|urgency|confidence|classification)["']? ?[:=] ?["']?(?:lead|support|general|spam|low|medium|high|0|1)|classified as (?:lead|support|general|spam)|(?:our|the|my) (?:crm|playbook) (?:says|knows|record|shows|lists|entry)|json object|(?:respond|reply|return|output|write|answer)\p{L}* (?:in|with|as) (?:json|markdown)|no markdown/mu;
const structured = /^\s*[{[]\s*["'{]|["'][\w-]{2,30}["']\s*:\s*["'{[\d]|```|^\s*---+\s*$/m;

const headerLine =
  /^[ \t>*_-]*(?:to|cc|bcc|from|reply-to|subject|an|von|betreff|kopie|a|à|de|objet|asunto|para|oggetto|da|aan|van|onderwerp|assunto|do|od|temat|кому|тема|копия|收件人|主题|宛先|件名)\s?[:：]\s?\S/imu;
const inlineHeader =
  /(?:^|\s)(?:To|From|Subject|Reply-To|Cc|Bcc|Betreff|Objet|Asunto|Oggetto)\s?:\s/u;
const copies = /(?<!\p{L})b?cc\s?[:：]|(?<!\p{L})(?:b?cc'?(?:ed|ing)|bcc)(?!\p{L})/iu;
const placeholder =
  /\[(?=[^\]\n]*\p{L})[^\]\n]{1,60}\]|\{\{[^}\n]{0,60}\}\}|\{[\p{L}_ ]{1,40}\}|<[\p{L}][\p{L} _'-]{1,40}>|_{3,}|\bX{3,}\b|\bTBD\b|\bTODO\b|%[a-z_]{2,20}%|\$\{/iu;

export function leakFaults(answer: string, sources: Sources): string[] {
  const text = plain(answer);
  const faults: string[] = [];
  if (compliance.test(text)) faults.push('words of a model about itself or its orders');
  if (recital.test(text) || structured.test(answer) || recites(text, sources.guidance)) {
    faults.push('parts of the prompt or of a structured answer');
  }
  return faults;
}

/** What a letter must not hold, beside a tag that its subject bears anyway. */
export function letterFaults(subject: string, body: string, { mail }: Sources): string[] {
  const faults: string[] = [];
  const hasHeader = [headerLine, inlineHeader, copies].some((sign) => sign.test(body));
  const own = inlineHeader.test(mail.subject);
  if (
    hasHeader ||
    copies.test(subject) ||
    /[\r\n]/.test(subject) ||
    (!own && inlineHeader.test(subject))
  ) {
    faults.push('recipients or header lines');
  }
  const brackets = `${subject}\n${body}`.match(new RegExp(placeholder.source, 'giu')) ?? [];
  if (brackets.some((each) => !mail.subject.includes(each))) faults.push('a placeholder');
  return faults;
}

/** Eight words in a row of what was written for the model. */
function recites(text: string, guidance: ReadonlySet<string>): boolean {
  return runsOfEight(text).some((run) => guidance.has(run));
}
