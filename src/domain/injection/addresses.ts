/** Words to a machine, and the role it is to take. */
import { needs } from './needs.ts';
import type { InjectionSign } from './sign.ts';
import { machine, pattern, reader, readingThis } from './words.ts';

/** A new role. */
export const roles: InjectionSign[] = [
  {
    needs: needs.newRole,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:i want you to|you (?:will|shall|must)(?: now)?) act (?:as|like)(?!\\p{L})|from (?:here|this point|now) on,? you (?:answer|are|act|write|reply|speak|behave)(?!\\p{L})|(?:eres|sei|tu es|vous êtes|du bist|sie sind|je bent|você é|jesteś|ты|du är|du er)(?: nu| jetzt| nun| maintenant| ahora| ora| agora| teraz| теперь)? (?:un[ea]?|ein[e]?|een|um|uma|en)? ?(?:asistente|assistente|assistant|assistent|asystentem|ассистент|ki(?!\\p{L})|bot|chatbot|roboter|piraat|pirat[ae]?|pirate|robot)(?!\\p{L})`,
    ),
  },
  {
    needs: needs.operator,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:i am|i'm|this is|it is|as) your (?:developer|administrator|admin|operator|creator|programmer|system owner|maker|engineer)(?!\\p{L})|instructions? (?:from|of|by) (?:the |your )?(?:platform|system|mailbox|inbox|model|account)? ?(?:owner|developers?|operators?|administrators?|creators?)|owner of this (?:mailbox|inbox|system)[^.\\n]{0,30}(?:allow|authori|permi|instruct|want)|your (?:task|role|job|mission|purpose|objective) (?:has (?:now )?changed|has been (?:changed|updated))|you (?:now )?have a new (?:task|role|mission|objective)|you will now (?:write|act|answer|be|respond|speak|behave|reply|follow)|no matter (?:what )?your (?:policy|policies|rules|instructions|guidelines)|regardless of (?:your|any) (?:policy|policies|rules|instructions|guidelines|restrictions)`,
    ),
  },
  {
    needs: needs.role,
    points: 1,
    pattern: pattern(
      `(?:let's|let us) play a game|(?:let's|let us) role-?play|imagine that you|you are an? [\\p{L} -]{2,24} (?:and|who) (?:you|always|never)(?!\\p{L})`,
    ),
  },
  {
    needs: needs.role,
    points: 2,
    pattern: pattern(
      `(?:ab (?:jetzt|sofort)|von nun an)(?: \\p{L}{1,10})? (?:bist du|antworte\\p{L}*|schreib\\p{L}*)|a partir de (?:ahora|agora),? (?:(?:responde|responda|contesta|escribe|habla)(?:s)? (?:siempre|solo|sólo|sempre|só|como|en verso|em verso)|eres|você é)|(?:désormais|à partir de maintenant|dorénavant),? (?:tu (?:es|répond)|réponds|vous êtes un)|d'ora in poi,? (?:rispondi|sei|scrivi)|vanaf nu (?:ben je|antwoord)|od teraz (?:odpowiadaj|jesteś)|(?:отныне|с этого момента) (?:ты|отвечай|вы)|(?:answer\\p{L}*|antworte\\p{L}*|répond\\p{L}*|respond\\p{L}*|contesta\\p{L}*|rispond\\p{L}*|antwoord\\p{L}*|odpowiad\\p{L}*|svar\\p{L}*|отвеча\\p{L}*|ответь)(?: [\\p{L}-]{1,12}){0,3} (?:in reimen|auf latein|wie ein pirat|en vers|en rimes|en alexandrins|en verso|en rima|como un pirata|in rima|in versi|come un pirata|op rijm|in rijm|em verso|em rima|wierszem|på vers|på rim|стихами|в стихах)(?!\\p{L})`,
    ),
  },
  {
    needs: needs.newRole,
    points: 2,
    pattern: pattern(
      `(?:you are (?:now|no longer)|from now on,? you(?: are|'re)|you will now (?:act|be)|you(?:'re| are) being|du bist (?:jetzt|nun|ab sofort)|sie sind (?:jetzt|nun|ab sofort)|(?:tu es|vous êtes) (?:maintenant|désormais)|(?:ahora|a partir de ahora) eres|(?:ora|adesso) sei|je bent (?:nu|vanaf nu)|(?:agora )?você (?:agora )?é(?: agora)?|jesteś teraz|od teraz jesteś|du är nu|теперь ты|ты теперь|отныне ты)(?: (?:an?|the|my|in|eine?|une?|una|uma?|een|en))?(?: [\\p{L}-]{1,20}){0,2}? (?:${machine}|assistant|assistent|asistente|assistente|asystent\\p{L}*|ассистент\\p{L}*|bot|dan|unrestricted|unfiltered|jailbroken|pirate|pirat|root|mode)(?!\\p{L})`,
    ),
  },
  {
    needs: needs.self,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})you(?:'re| are)(?: now)? [\\p{L}\\p{N}-]{2,20}, an? (?:${machine})`,
    ),
  },
  {
    needs: needs.self,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})you are (?:an? )?(?:(?:helpful|large|automated|obedient|powerful|friendly) )*(?:${machine}|(?<=helpful |obedient )(?:assistant|agent)(?!\\p{L}))`,
    ),
  },
  {
    needs: needs.self,
    points: 2,
    pattern: pattern(
      `(?:as an?|als|en tant qu'|en tant que|como|come|jako|som|como un[ao]?) ?(?:${machine})(?: language model| assistant| model| agent)?,? (?:you|du|sie|tu|vous|debes|devi|jij|u|você|musisz|należy|i must)(?!\\p{L})`,
    ),
  },
  { needs: needs.self, points: 1, pattern: /\bas an ai (?:language model|assistant|model)\b/g },
  {
    needs: needs.role,
    points: 1,
    pattern:
      /\b(?:act as|pretend (?:to be|you are|that you are|you're)|role-?play|simulate|imagine you are|speak as|behave (?:like|as)) ?(?:an? |if |as )/g,
  },
  {
    needs: needs.role,
    points: 2,
    pattern:
      /\bdo anything now\b|\b(?:dan|jailbreak|god|accounting|unrestricted|sudo|opposite) mode\b|\bsudo (?:reply|mark|classify|print)\b/g,
  },
  {
    needs: needs.role,
    points: 1,
    pattern:
      /\b(?:developer|debug|admin|maintenance|test|diagnostic|root|override)[ -]mode\b|\badmin(?:istrator)? override\b|\boverride code\b/g,
  },
  {
    needs: needs.manner,
    points: 2,
    pattern:
      /\b(?:answer|reply|respond|speak|write|talk|sign off)(?: back)?(?: to (?:this|me|us|everyone|all)[a-z ]{0,12})?(?: only| always| exclusively| entirely| from here on)? (?:in|like|as|using)(?: only)? (?:the (?:style|voice|form|manner) of (?:an? )?|an? )?(?:pirates?|rhymes?|rhyming|emojis?|haikus?|klingon|poems?|poetry|verse|limericks?|shakespeare\w*|yoda|cats?\b|drunk|robot|uwu|morse|base64|rot13|json|xml|all[ -]caps|capital letters|latin)\b/g,
  },
];

/** Where a line, sentence or bracket begins. */
const start = '(?:^|[\\n.,!?;:\\[({<>*#"“„»/|~=-])[ \\t>*#=-]{0,6}';

/** Addressed to the machine. */
export const addresses: InjectionSign[] = [
  {
    needs: needs.machine,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:for|to|an|für|à|pour|para|per|voor|aan|til|till|dla|pro|для) (?:any|all|every|alle|jede|toute?|toutes|cada|cualquier|ogni|qualsiasi|elke|qualquer|każd\\p{L}*|každ\\p{L}*|всех|любо\\p{L}*) ?(?:${machine})(?= ?[:!])|(?:instructions?|notes?|messages?|rules?|orders?|hints?) (?:for|to) (?:the |any |all )?(?:model|assistant|bot|summari[sz]er|classifier|automat\\p{L}+)(?= ?[:\\])}>])|(?:pro|для|dla|för|for|für|para|pour|per|voor) (?:the |den |die |le |la |el |l')?(?:ai|ии|ші|ki|ia)[ -](?:as|ас|пом|ag|mod)\\p{L}*(?= ?:)|(?<!\\p{L})(?:if|wenn|falls) (?:an? |eine? )?(?:${machine}) (?:is|are|may be|might be) (?:now )?(?:reading|summari[sz]ing|processing|handling|answering|sorting|drafting)|(?<!\\p{L})(?:ai|llm|bot|machine|model)-(?:generated|written|drafted|made) (?:repl(?:y|ies)|answers?|responses?|drafts?|summar(?:y|ies))[^.\\n]{0,40}?(?:must|should|have to|has to|need)`,
    ),
    kind: 'address',
  },
  {
    // Nobody but an order to a machine begins so; "for AI, we use" does not count.
    needs: needs.machine,
    points: 2,
    pattern: pattern(
      `${start}(?:to|dear|hey|attn|attention|liebe[rs]?|chère?|cher|querid[ao]|estimad[ao]|gentile|cara|an|à|a|alla|all'|aan|do|do modelu|till|til|kära|kære|milá|drog[ia]|уважаем\\p{L}*|дорог\\p{L}*|шановн\\p{L}*)[:,]? ?(?:(?:the|any|all|every|whatever|die|das|den|la|l'|de|toute) ?)?(?:${machine}|assistant (?:ia|virtuel|automatique)|virtual assistant)(?= ?[:!])`,
      'gm',
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:if|wenn|falls|si|se|als|jeśli|jeżeli|om|hvis|pokud|если|якщо|jos|dacă|ha)(?!\\p{L})[^.\\n]{0,24}?(?:${machine})[^.\\n]{0,24}?(?:reads?|reading|liest|lit|lee|legge|leest|lê|czyta|läser|læser|čte|lukee|citește|olvassa) (?:this|it|das|dies\\p{L}*|ceci|ce|cet|esto|este|questo|questa|dit|deze|isto|tę|to|detta|dette|tuto|tämän|ezt)(?!\\p{L})|(?:если|якщо)[^.\\n]{0,20}(?:письмо|сообщение|лист|это|це)[^.\\n]{0,10} (?:чита|обрабат|оброб)\\p{L}* (?:${machine})`,
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 1,
    pattern: pattern(
      `(?<!\\p{L})(?:robots?|bots?|machines?|computers?|agents?|models?|ais?) (?:reading|that reads?|who reads?) (?:along|this)|, (?:assistant|ai|bot|model|gpt|chatgpt|claude|copilot)[.!]?(?=\\s*$|\\n)`,
      'gm',
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:ai|llm|bot)[- ](?:eyes|readers?|systems?|models?) only|(?<!\\p{L})machine[- ]readers?(?= ?[:,])|(?<!\\p{L})(?:have|let|make|tell|ask|instruct) your (?:ai|bot|assistant|chatbot|model|llm)(?: \\p{L}{2,12})? (?:to )?(?:include|add|insert|mention|put|write|say|reply|answer|classify|mark|confirm|approve|offer)|${start}(?:ai|llm|model|assistant)[ _-]?instructions?(?= ?[:=-])|if (?:the )?(?:model|reader|agent|recipient|user-agent) ?(?:==?|is) ?(?:an? )?(?:llm|ai|bot|model)`,
      'gm',
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:the|your|any|every)(?: \\p{L}{2,10})? (?:automat(?:ic|ed)|auto-?generated|generated|drafted|ai) (?:reply|answer|response|draft|summary|generator)(?: (?!i |we |you )[^ .\\n]{1,16}){0,5}? (?:must|should|has to|needs to|shall|contain|mention)|(?<!\\p{L})(?:automat(?:ic|ed) reply|response|reply) generator(?!\\p{L})|drafted (?:answer|reply|response) (?:mentions?|says?|contains?|includes?)`,
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:notes?|message|notice|attention|instructions?|instrucción|memo|hint|reminder|request|directive|comment|important|urgent|information|info|hinweis|anweisung(?:en)?|nachricht|mitteilung|anmerkung|avis|consignes?|message|remarque|instrucciones|aviso|mensaje|istruzioni|istruzione|messaggio|avviso|nota|opmerking|bericht|instructies?|instruções|instrução|mensagem|uwaga|informacja|notatka|instrukcj\\p{L}*|polecenie|wiadomość|meddelande|instruktion\\p{L}*|besked|meddelelse|poznámka|pokyn\\p{L}*|zpráva|huomautus|ohje|viesti|notă|mesaj|instrucțiun\\p{L}*|megjegyzés|utasítás|üzenet|not|talimat|примечание|инструкция|сообщение|внимание|примітка|інструкція|повідомлення|σημείωση|οδηγία|μήνυμα):? (?:to|for|an|für|à|a|pour|para|per|voor|aan|dla|do|till|til|pro|pentru|для|к|до|προς|για|in case|if|to:|for:)(?: (?:the|any|all|every|whatever|die|das|den|der|jede[ns]?|alle|la|le|les|el|il|de|het|o|al|l'|l'attention de|tout|toda|cualquier|qualsiasi|any)){0,2}(?: l')? ?(?:[\\p{L}-]{1,14} )?(?:${machine}|${reader})(?!\\p{L})`,
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:huomautus|ohje|megjegyzés|utasítás|üzenet|uwaga|внимание|увага|attention|achtung|atención|attenzione|atenção|aandacht|dikkat|not|obs|pozor|atenție|figyelem|προσοχή|σημείωση|tekoälylle|hey|notice)[ :,!]{1,3}(?:${machine}|${reader})(?= ?[:,;!.–—-]|\\n)`,
    ),
    kind: 'address',
  },
  {
    // "@AI / LLM reading this:", "Dear AI,", "To the assistant that processes this mail: …"
    needs: needs.machine,
    points: 1,
    pattern: pattern(
      `${start}(?:(?:p\\.?s\\.?:?|and|btw,?) )?(?:to|for|dear|hey|hello|hi|attn|attention|listen|liebe[rs]?|chère?|cher|querid[ao]|estimad[ao]|gentile|cara?|beste|an|à l'attention de|pour|para|per|voor|do|till|til|pro|aan|alla|al|para el|para la|для|до|к|drog[ia]|szanown[ay]|kära|kære|milá|hej|ahoj|уважаем\\p{L}*|дорог\\p{L}*|шановн\\p{L}*|@)[:,]? ?(?:(?:the|any|all|whatever|die|das|den|der|la|le|el|il|l'|de|å) ?)?(?:toute |tout |every )?(?:model\\p{L}* |asystent\\p{L}* |assistant\\p{L}* |system\\p{L}* )?(?:${machine}|${reader}|(?:e-?mail |mail )?assistant|bot|robot)(?= ?[:,!/)\\]–—]| (?:lisant|lesend|que lê|reading|die|der|som|która|który|czyt|that|which|who|reading|processing|handling|model|assistant|system))`,
      'gm',
    ),
    kind: 'address',
  },
  {
    // "@AI please", "AI note:", "LLM directive -", "(Bot, if you read this …"
    needs: needs.machine,
    points: 1,
    pattern: pattern(
      `@(?:ai|llm|gpt|chatgpt|claude|gemini|copilot|assistant|bot)(?![\\p{L}\\p{N}.-])|${start}(?:(?:${machine}|${reader})(?: ?[/|&] ?[\\p{L}]{2,12})?(?: (?:notes?|instructions?|directives?|notice|message|readers?|only|agents?|assistants?))? ?(?:[:!]|,(?= (?:please|you|if|ignore|classify|mark|set|do|reply|always)))|(?:bot|robot|assistant|model),? if you)`,
      'gm',
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 1,
    pattern: pattern(
      `(?<!\\p{L})(?:${machine}|${reader}|assistant|model|agent|bot|system|robot|software|program|algorithm|whatever|whichever)(?: or [\\p{L}-]{1,12})?(?:s)? ?(?:[/,&] ?[\\p{L}]{2,12} )?${readingThis}`,
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 1,
    pattern: pattern(
      `(?:${machine}|assistent\\p{L}*|assistant|asistente|assistente)[^.\\n]{0,24}?(?:die|der|das|qui|que|che|dat|som|która|który|który|který|която|которы\\p{L}*|який|яка)[^.\\n:]{0,30}?(?:liest|lesen|verarbeite[tn]|bearbeitet|beantwortet|sortiert|zusammenfasst|lit|lis|lira|lisez|trie|traite|lea|lee|leas|procese|procesa|legge|leggi|elabora|gestisce|leest|verwerkt|ler|lê|processa|czyta|przetwarza|läser|behandlar|læser|behandler|čte|zpracovává|чита\\p{L}*|обрабатыва\\p{L}*|обробля\\p{L}*)(?!\\p{L})`,
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:if|when|in case|should|wenn|falls|si|se|als|indien|jeśli|jeżeli|om|hvis|pokud|jos|dacă|ha|eğer|если|якщо|αν) (?:you are|you're|you happen to be|you be|du|sie|vous êtes|tu es|eres|es usted|sei|lei è|te|jij|je|u|você é|jesteś|czytasz to jako|du är|du er|jste|jsi|olet|ești|egy|sen|ты|вы|ви|ти|είσαι)(?: bent| bist| sind)? ?(?:an? |ein(?:e)? |un[ae]? |un'|une |uma? |een |en |et |bir |egy |actually |really |not (?:a )?human but )*(?:${machine}|${reader})`,
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 2,
    pattern: pattern(
      `(?:wenn|falls|sofern|si|se|als|indien|jeśli|jeżeli|om|hvis|pokud|если|якщо)[^.\\n]{0,20}(?:mail|nachricht|message|courriel|correo|mensaje|messaggio|bericht|mensagem|wiadomość|meddelande|besked|zpráv|письмо|сообщение|лист|text|texte?o?)[^.\\n]{0,30} (?:von|par|por|da|door|przez|av|af|pomocí)(?: (?:einer?|une?|una|um|uma|een|un|en|et))? ?'?(?:${machine}|${reader})|yapay zek\\p{L}* (?:isen|iseniz|modeli|asistanı)|yapay zekaysa\\p{L}*|ИИ, (?:ты|вы)`,
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 2,
    pattern: pattern(
      `(?:if|when|should|in case|wenn|falls|si|se|als)(?:[^.\\n]{0,40}?)(?:read|processed|handled|summari[sz]ed|classified|sorted|answered|analy[sz]ed|triaged|parsed|screened|gelesen|verarbeitet|bearbeitet|lu|traité|leído|procesado|letto|elaborato|gelezen|verwerkt|lido|processado)[^.\\n]{0,16}? (?:by|von|durch|par|por|da|door) (?:an? |any |einer? |une? |una? |um |uma |een )?(?:${machine}|${reader}|bot|robot|machine)`,
    ),
    kind: 'address',
  },
  {
    needs: needs.machine,
    points: 0,
    pattern: pattern(
      `(?:${machine}|${reader}|the (?:assistant|model)) (?:agent |system )?(?:(?:${readingThis})[^.\\n]{0,20}?)?(?:must|shall|should|needs to|has to|is (?:required|instructed|ordered|asked|requested|kindly asked|authori[sz]ed|allowed) to|muss|müssen|soll|doit|dois|debe|debes|deve|devi|moet|musi|måste|skal|должен|должна|повинен)(?!\\p{L})`,
    ),
    kind: 'address',
  },
  // zh, ja, ko, ar, hi
  {
    needs: needs.machine,
    points: 2,
    pattern: pattern(
      String.raw`(?:致|给|對|对|请|給)[^。\n]{0,14}(?:ai|人工智能|人工智慧|大模型|语言模型|語言模型|智能助手|助手|机器人|系统)[^。\n]{0,4}[:：,，]|(?:如果|若|假如)你是[^。\n]{0,6}(?:ai|人工智能|机器人|模型|助手)|(?:处理|阅读|读取|處理|閱讀)(?:此|这|這|本)[^。\n]{0,6}(?:邮件|郵件|信)的[^。\n]{0,6}(?:ai|人工智能|助手|模型|系统)|(?:ai|人工知能|言語モデル|アシスタント|自動(?:処理|応答)システム)[^。\n]{0,6}(?:へ[:：、]|への(?:指示|命令|注意|お知らせ|メモ)|向け|に告ぐ|宛)|(?:あなたが|もし)[^。\n]{0,10}(?:ai|人工知能|言語モデル)[^。\n]{0,4}(?:なら|であれば|の場合)|(?:メール|メッセージ)を(?:処理|読|要約|分類)[^。\n]{0,8}(?:ai|人工知能|アシスタント|モデル)|(?:ai|인공지능|언어 ?모델|어시스턴트)[^.\n]{0,10}(?:에게|에 대한 (?:지시|메모)|라면|이라면)|(?:메일|메시지|이메일)[을를] (?:처리|읽|분류|요약)[^.\n]{0,6}(?:ai|인공지능|어시스턴트|모델)|(?:ملاحظة|تعليمات|رسالة|تنبيه)[^.\n]{0,12}(?:ل|إلى |الى )[^.\n]{0,10}(?:ذكاء|ال?مساعد|نموذج|نظام|ai)|(?:إذا كنت|اذا كنت|إن كنت)[^.\n]{0,16}(?:ذكاء|نموذج|مساعد|ai|روبوت)|(?:एआई|ai|सहायक|कृत्रिम बुद्धिमत्ता|मॉडल)[^।\n]{0,20}(?:के लिए (?:निर्देश|सूचना|नोट|संदेश)|को निर्देश)|(?:यदि|अगर) (?:आप|तुम)[^।\n]{0,14}(?:एआई|ai|मॉडल|बॉट)|(?:إلى|الى|يا) ?(?:ال)?(?:مساعد|نموذج|ذكاء|نظام)|(?:ai|アシスタント|assistant)さん|(?:ai|人工知能)(?:は|が)(?:この|本)`,
    ),
    kind: 'address',
  },
];
