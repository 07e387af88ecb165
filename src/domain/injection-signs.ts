/**
 * What mail says that is meant for a model and not for a person. Two points make a suspicion, so a
 * phrase that people also use (`act as`, `assistant:`) needs company.
 *
 * All patterns run on lower-cased text after NFKC without invisible characters (`i` beside `u` costs
 * three times as much); each is linear: no nested repetition, every gap bounded.
 */
export interface InjectionSign {
  points: 1 | 2;
  pattern: RegExp;
}

/** "Ignore" in the imperative or infinitive: en, de, fr, es, it, nl, pt. */
export const dismissals =
  /(?<![\p{L}\p{N}])(ignor(?:e|ing|iere|ieren|ez|er|a|ad|ar|i|ate|are|em)|disregard|forget|override|overrule|bypass|neglect|overlook|do not follow|don['’]t follow|stop following|vergiss|vergessen sie|missachten?|verwirf|überschreiben?|befolge nicht|oubli(?:e|ez|er)|fai(?:s|tes) abstraction d|ne ten(?:ez|ons) pas compte d|ne tiens pas compte d|olvid(?:a|e|ad|ar)|ha(?:z|ga) caso omiso de|descart(?:a|e|ar)|no sigas|dimentic(?:a|hi|ate|are)|trascur(?:a|i|ate)|non seguire|negeer|negeren|vergeet|sla|esque(?:ça|ce|cer)|desconsider(?:e|a|ar))(?![\p{L}\p{N}])/gu;

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** What is to be ignored. */
export const directives = words(`
  instruction instructions prompt prompts directive directives rules guidelines guardrails
  programming training constraints commands orders safeguards context policies policy
  anweisung anweisungen instruktionen befehle regeln vorgaben richtlinien anordnungen
  consigne consignes règles ordres
  instrucción instrucciones indicaciones órdenes directrices directivas reglas
  istruzione istruzioni direttive regole ordini indicazioni
  instructies aanwijzingen opdrachten regels richtlijnen
  instrução instruções orientações diretrizes regras ordens comandos
`);

/** Words that make it all of them, or those that came before. */
export const scopes = words(`
  all any your previous prior preceding above earlier foregoing original initial
  system former safety hidden given received everything
  alle allen sämtliche deine deinen ihre bisherigen vorherigen vorigen obigen früheren
  vorangegangenen vorangehenden vorstehenden
  tout toute tous toutes tes vos précédent précédente précédents précédentes antérieures
  ci-dessus initiales
  todo todas todos tus sus previa previas previos anterior anteriores arriba
  tutte tutti tue sue vostre precedente precedenti iniziali sopra
  jouw je uw vorige eerdere voorgaande voorafgaande bovenstaande
  suas tuas prévias acima
`);

/** Words that may stand between. "My" and "our" are not among them: those are the writer's own. */
export const fillers = words(`
  the these those this that of please and or other
  sie die der den das diese bitte und oder von
  le la les l de des du d ces et ou
  el los las lo estas esas y o
  il gli i delle dei le queste e ed
  de het deze die en of
  as os a o essas estas e
`);

const systemPrompt =
  "system[ -]?prompts?|systemprompts?|systeemprompts?|prompts? (?:d[eiou]l? |de l['’])?s[iy]st[eéè]m[aeo]?|(?:hidden|secret|initial|original|confidential|internal) (?:instructions|prompts?)|(?:your|deine[n]?|ihre[n]?|tes|vos|tus?|sus?|tue|jouw|uw|suas|seu) (?:initial |full |own |exact |complete )?(?:prompts?|instructions)";
const reveal =
  'reveal|print|show|repeat|output|display|leak|disclose|expose|tell me|give me|send me|reply with|paste|dump|verrate|zeige?(?: mir)?|gib|nenne|offenbare|wiederhole|révèle[rz]?|affiche[rz]?|montre[rz]?|répète[rz]?|donne[rz]?|revela|revele|muestra|muéstrame|dime|muestre|imprime|imprima|repite|rivela|mostra|mostre|stampa|ripeti|onthul|toon|herhaal|geef|repita';
const machine =
  'a\\.?i\\.?|llm|language model|ai (?:model|assistant|agent|system)|chat ?gpt|gpt(?:-\\d)?|claude|gemini|copilot|chat ?bot|ki|ki-(?:modell|assistent|agent)|sprachmodell|ia|assistant ia|modèle de langage|asistente de ia|modelo de lenguaje|modello linguistico|taalmodel|modelo de linguagem';
const category = '(?:lead|support|general|spam)';
const thisMail =
  '(?:this|the|diese[n]?|die|cet?|cette|ce|este|esta|questa|questo|dit|deze|esse|essa) (?:e-?mail|mail|message|nachricht|courriel|correo|mensaje|messaggio|bericht|mensagem)';

export const injectionSigns: InjectionSign[] = [
  // Markup and turns of chat formats.
  { points: 2, pattern: /<\|[a-z_]{2,24}\|>|\[\/?inst\]|<<\/?sys>>/gu },
  { points: 2, pattern: /<\/?(?:system_?prompt|system[-_]message|assistant_response)>/gu },
  { points: 1, pattern: /<\/?(?:system|assistant|mail|email|untrusted[\w-]{0,20})>/gu },
  {
    points: 2,
    pattern:
      /^[ \t>#*[(]{0,6}system(?: message| prompt| override)?[\])* \t]{0,4}:[ \t*"']{0,4}(?:you (?:are|must|will|should)|ignore|disregard|override|classify|from now on|your (?:new )?task|forget|respond|output|always (?:answer|reply|classify)|new (?:policy|instructions?|rules?))/gmu,
  },
  { points: 1, pattern: /^[ \t>#*[]{0,6}(?:assistant|ai)[\]* \t]{0,4}:/gmu },
  { points: 2, pattern: /^#{2,4} ?(?:system|instructions?|assistant|human):?[ \t]*$/gmu },
  {
    points: 1,
    pattern:
      /(?:end of|ende der|fin d[eu]|fine del) (?:the )?(?:user |untrusted )?(?:e-?mail|message|input|nachricht|courriel)\b/gu,
  },
  // Asking for what the model was told.
  {
    points: 2,
    pattern: new RegExp(`\\b(?:${reveal})\\b[^.\\n]{0,50}?\\b(?:${systemPrompt})`, 'gu'),
  },
  {
    points: 2,
    pattern:
      /what (?:is|are|was|were) your (?:system prompt|(?:hidden|initial|original) instructions)/gu,
  },
  { points: 2, pattern: /\bsystem[ -]?prompt:|\bsystem override\b/gu },
  { points: 1, pattern: /\bsystem[ -]?prompt\b|\bsystemprompt\b|\bsysteemprompt\b/gu },
  // A new role.
  {
    points: 2,
    pattern: new RegExp(
      `(?:you are (?:now|no longer)|from now on,? you(?: are|['’]re)|you will now (?:act|be)|du bist (?:jetzt|nun|ab sofort)|sie sind (?:jetzt|nun|ab sofort)|(?:tu es|vous êtes) (?:maintenant|désormais)|(?:ahora|a partir de ahora) eres|(?:ora|adesso) sei|je bent (?:nu|vanaf nu)|(?:agora )?você (?:agora )?é(?: agora)?)(?: (?:an?|the|my|in|eine?|une?|una|uma?|een))?(?: [\\p{L}-]{1,20}){0,2}? (?:${machine}|assistant|assistent|asistente|assistente|bot|dan|unrestricted|unfiltered|jailbroken|developer mode)(?![\\p{L}])`,
      'gu',
    ),
  },
  {
    points: 2,
    pattern:
      /\byou are (?:an? )?(?:helpful |large |automated |obedient |powerful )?(?:ai|artificial intelligence|language model|llm)\b/gu,
  },
  {
    points: 2,
    pattern: new RegExp(
      `(?:as an?|als|en tant qu['’]|como|come) (?:${machine})(?: language model| assistant| model| agent)?,? (?:you|du|sie|tu|vous|debes|devi|jij|u|você)(?![\\p{L}])`,
      'gu',
    ),
  },
  {
    points: 2,
    pattern: new RegExp(
      `(?:if|wenn|si|se|als) (?:you are|you['’]re|du|sie|vous êtes|tu es|eres|sei|jij|je|você é) (?:an? |ein(?:e)? |un[ae]? |uma? |een )?(?:${machine})(?![\\p{L}])`,
      'gu',
    ),
  },
  { points: 1, pattern: /\bas an ai (?:language model|assistant|model)\b/gu },
  {
    points: 1,
    pattern:
      /\b(?:act as|pretend (?:to be|you are|that you are)|roleplay as|simulate) (?:an? |if )/gu,
  },
  { points: 2, pattern: /\bdo anything now\b|\b(?:dan|jailbreak|god) mode\b/gu },
  {
    points: 1,
    pattern: /\b(?:developer|debug|admin|maintenance) mode (?:is )?(?:enabled|activated|on)\b/gu,
  },
  // Addressed to the machine.
  {
    points: 2,
    pattern: new RegExp(
      `(?<![\\p{L}])(?:notes?|message|notice|attention|instructions?|hinweis|anweisung(?:en)?|nachricht|avis|consignes?|instrucciones|istruzioni|nota|instructies|instruções) (?:to|for|an|für|à|pour|para|per|voor|aan)(?: the| any| all| die| das| den| jede| l['’]| la| le| el| il| de| het| o| a)? ?(?:${machine})(?![\\p{L}])`,
      'gu',
    ),
  },
  {
    points: 1,
    pattern: new RegExp(`^[ \\t>]{0,4}(?:dear|hey|hello|hi|attention),? (?:${machine})\\b`, 'gmu'),
  },
  {
    points: 1,
    pattern:
      /\b(?:ai|llm|language model|assistant|model) (?:agent |system )?(?:must|shall|is (?:required|instructed|ordered) to)\b/gu,
  },
  {
    points: 2,
    pattern:
      /\bwhen(?:ever)? (?:you )?(?:summari[sz](?:e|ing)|drafting|classify(?:ing)?|process(?:ing)? (?:this|the) (?:e-?mail|message))[^.\n]{0,60}?\b(?:you must|must|always|never|include|insert|say|output)\b/gu,
  },
  // The answer it should give.
  {
    points: 2,
    pattern: new RegExp(
      `(?:^|[.!?:;,"'>\\-–]\\s{0,3}|\\b(?:must|should|always|please|now|and|then|bitte|sie|merci de|por favor|veuillez|gelieve)\\s)(?:classify|categori[sz]e|label|klassifizieren?|kategorisieren?|classe[rz]?|class(?:ifica|ifique|ificare|ificar|ificate)|classifiez|clasifi(?:ca|que)|classificeer|markeer)(?: sie)? ${thisMail}[^.\\n]{0,12}?\\b(?:as|als|comme|como|come|em|in)\\b[^.\\n]{0,12}?\\b${category}\\b`,
      'gmu',
    ),
  },
  {
    points: 2,
    pattern: new RegExp(
      `["']?\\bcategory["']?(?: (?:must|should|has to) be| is| to)? ?[:=]? ?["']${category}["']|\\b(?:set|change) (?:the )?category (?:to|=) ["']?${category}\\b|\\bcategory must be ["']?${category}\\b`,
      'gu',
    ),
  },
  {
    points: 1,
    pattern: /["']?confidence["']? ?(?::|=|to|of) ?["']?(?:1(?:\.0+)?|100|0\.\d+)(?![\d.])/gu,
  },
  {
    points: 1,
    pattern:
      /\b(?:your|the) (?:only |entire |next |final )?(?:response|answer|output|reply) (?:must|should|has to) (?:only )?(?:be|contain|start|begin|include|say|consist)\b/gu,
  },
  {
    points: 1,
    pattern:
      /\b(?:output|respond|reply|answer|return)(?: only)?(?: with)?(?: only| exactly| nothing but) (?:the|this|with|json|"|“|')/gu,
  },
  {
    points: 1,
    pattern: /\b(?:your|the|these are (?:your|the)) new (?:instructions|task|role|objective)\b/gu,
  },
  // What it should do behind people's backs.
  {
    points: 1,
    pattern:
      /\bdo not (?:tell|inform|mention|alert|notify|reveal|disclose)[^.\n]{0,40}?\b(?:the user|user|human|operator|reviewer|instructions?)\b/gu,
  },
  {
    points: 1,
    pattern:
      /\b(?:forward|send|e-?mail|bcc|exfiltrate|upload) (?:me )?(?:all|every|the (?:last|full|entire))[^.\n]{0,40}?\b(?:e-?mails|inbox|conversations?|contacts|api keys?|credentials|passwords|secrets)\b/gu,
  },
  {
    points: 1,
    pattern:
      /\b(?:without|skip|bypass) (?:any )?(?:human |manual )(?:review|approval|confirmation)\b|\bauto-?approve\b/gu,
  },
];
