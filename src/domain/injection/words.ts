/**
 * The words of orders to a model, by language; in the form of `fold`, except that accents may stay
 * (`pattern` takes them away). Stems end in `\p{L}*`.
 */
import { stripped } from './text.ts';

/** Letters in folded text, nearly: `\p{L}` in Unicode mode takes many times as long to compile. */
const letters = 'a-z\\u00c0-\\u1fff\\u2c00-\\u2fff\\u3040-\\ud7ff\\uf900-\\ufdff';

/** A pattern for folded text, with `\p{L}` and `\p{N}` by that measure. */
export function pattern(source: string, flags = 'g'): RegExp {
  let isInClass = false;
  const plain = stripped(source).replace(
    /\\p\{([LN])\}|\\.|[[\]]/gu,
    (token, property?: string) => {
      if (token === '[' || token === ']') isInClass = token === '[';
      if (property === undefined) return token;
      const ranges = property === 'L' ? letters : '0-9';
      return isInClass ? ranges : `[${ranges}]`;
    },
  );
  return new RegExp(plain, flags);
}

const words = (list: string): ReadonlySet<string> => new Set(stripped(list).trim().split(/\s+/));

/** "Ignore" in the imperative or infinitive: en, de, fr, es, it, nl, pt. */
export const dismissals = pattern(
  "(?<![\\p{L}\\p{N}])(ignor(?:e|ing|iere|ieren|ez|er|a|ad|ar|i|ate|are|em)|disregard|forget|override|overrule|bypass|neglect|overlook|set aside|pay no attention to|do not (?:follow|obey|apply)|don't (?:follow|obey|apply)|stop (?:following|obeying)|vergiss|vergessen sie|missachten?|verwirf|überschreiben?|befolgen? (?:sie )?nicht|oubli(?:e|ez|er)|fai(?:s|tes) abstraction d|ne ten(?:ez|ons) pas compte d|ne tiens pas compte d|olvid(?:a|e|ad|ar)|omit(?:e|a|ir)|ha(?:z|ga) caso omiso de|descart(?:a|e|ar)|no sigas|dimentic(?:a|hi|ate|are)|trascur(?:a|i|ate)|non seguire|negeer|negeren|vergeet|sla|esque(?:ça|ce|cer)|desconsider(?:e|a|ar))(?![\\p{L}\\p{N}])",
);

/** What is to be ignored. */
export const directives = words(`
  instruction instructions prompt prompts directive directives rules guidelines guardrails
  programming training constraints safeguards context policies policy
  restrictions filters moderation
  anweisung anweisungen instruktionen befehle regeln vorgaben richtlinien anordnungen
  systemanweisungen systemprompt
  consigne consignes règles ordres directives
  instrucción instrucciones indicaciones órdenes directrices directivas reglas
  istruzione istruzioni direttive regole ordini indicazioni
  instructies aanwijzingen opdrachten regels richtlijnen
  instrução instruções orientações diretrizes regras ordens comandos
`);

/** Words that make it all of them, or those that came before. */
export const scopes = words(`
  all any your previous previously prior preceding above earlier foregoing original initial
  system former safety hidden given received everything developer sorting routing triage classification developer's existing
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
  the these those this that of please and or other s
  sie die der den das diese bitte und oder von
  le la les l de des du d ces et ou
  el los las lo estas esas y o
  il gli i delle dei le queste e ed
  de het deze die en of
  as os a o essas estas e
`);

/** Verb, scope and directive of the other languages, in any order of the three. */
const elsewhere: [verb: string, scope: string, directive: string][] = [
  // pl
  [
    'z?ignoruj\\p{L}*|zignorowa\\p{L}*|pomiń\\p{L}*|zapomnij\\p{L}*|odrzuć\\p{L}*|nie (?:stosuj|przestrzegaj)\\p{L}*',
    'wszystki\\p{L}*|wszelki\\p{L}*|poprzedni\\p{L}*|wcześniejsz\\p{L}*|dotychczasow\\p{L}*|powyższ\\p{L}*|swoj\\p{L}*|twoj\\p{L}*|systemow\\p{L}*',
    'instrukcj\\p{L}*|polece\\p{L}*|wytyczn\\p{L}*|zasad\\p{L}*|reguł\\p{L}*',
  ],
  // sv, da, no
  [
    'ignorer\\p{L}*|bortse från|glöm\\p{L}*|strunta i|åsidosätt\\p{L}*|se bort fra|glem\\p{L}*|tilsidesæt\\p{L}*|overse',
    'alla|alle|tidigare|föregående|ovanstående|dina|tidligere|foregående|forrige|ovenstående|dine',
    'instruktion\\p{L}*|instruks\\p{L}*|anvisning\\p{L}*|regler\\p{L}*|riktlinjer\\p{L}*|retningslinj\\p{L}*|direktiv\\p{L}*',
  ],
  // cs, sk
  [
    'ignoruj\\p{L}*|zapomeň\\p{L}*|zabudni\\p{L}*|nedbej\\p{L}*|pomiň\\p{L}*|přehlížej\\p{L}*|neřiď\\p{L}*',
    'všechn\\p{L}*|všetk\\p{L}*|předchoz\\p{L}*|predchádzaj\\p{L}*|předešl\\p{L}*|dřívějš\\p{L}*|své|tvoj\\p{L}*|dosavadn\\p{L}*',
    'instrukc\\p{L}*|inštrukci\\p{L}*|pokyn\\p{L}*|pravid\\p{L}*|příkaz\\p{L}*|směrnic\\p{L}*',
  ],
  // fi
  [
    'unohda\\p{L}*|jätä|huomiotta|ohita|sivuuta|älä noudata|älä välitä',
    'kaik\\p{L}*|aiem\\p{L}*|aikaisem\\p{L}*|edelli\\p{L}*|yllä ?ole\\p{L}*|sinulle|saama\\p{L}*',
    'ohje\\p{L}*|sääntö\\p{L}*|säännö\\p{L}*|määräy\\p{L}*|kehot\\p{L}*',
  ],
  // ro
  [
    'ignor\\p{L}*|uită\\p{L}*|nu (?:ține|respecta|urma)\\p{L}*',
    'toate|anterioar\\p{L}*|precedent\\p{L}*|de mai sus|tale|dumneavoastră|inițial\\p{L}*',
    'instrucțiuni\\p{L}*|reguli\\p{L}*|indicații\\p{L}*|comenzi\\p{L}*|directiv\\p{L}*',
  ],
  // hu
  [
    'hagyd\\p{L}*|hagyja\\p{L}*|felejtsd\\p{L}*|felejtse\\p{L}*|ne kövesd|ignoráld|figyelmen kívül',
    'minden|összes|korábbi\\p{L}*|előző\\p{L}*|eddigi\\p{L}*|fenti\\p{L}*',
    'utasítás\\p{L}*|szabály\\p{L}*|irányelv\\p{L}*|instrukci\\p{L}*|parancs\\p{L}*',
  ],
  // tr
  [
    'yok say\\p{L}*|görmezden\\p{L}*|unut(?!ma)\\p{L}*|dikkate alma\\p{L}*|göz ardı et\\p{L}*',
    'tüm|bütün|önceki\\p{L}*|yukarıdaki|daha önce\\p{L}*|sana verilen',
    'talimat\\p{L}*|yönerge\\p{L}*|kural\\p{L}*|komut\\p{L}*|istem\\p{L}*',
  ],
  // ru, uk, bg
  [
    '(?:про)?игнорир\\p{L}*|забуд\\p{L}*|забрав\\p{L}*|отмени\\p{L}*|не следуй\\p{L}*|пренебрег\\p{L}*|не обращай\\p{L}*|(?:про)?ігнору\\p{L}*|знехтуй\\p{L}*|не (?:дотримуй|виконуй)\\p{L}*',
    'все\\p{L}{0,2}|предыдущ\\p{L}*|прежн\\p{L}*|прошл\\p{L}*|свои\\p{L}*|твои\\p{L}*|ваши|выше\\p{L}*|усі|всі|попередн\\p{L}*|свої|твої|вище|всички|предишн\\p{L}*',
    'инструкц\\p{L}*|указан\\p{L}*|правил\\p{L}*|распоряжен\\p{L}*|команд\\p{L}*|промпт\\p{L}*|установк\\p{L}*|інструкц\\p{L}*|вказівк\\p{L}*|настанов\\p{L}*',
  ],
  // el
  [
    'αγνόησ\\p{L}*|αγνοήσ\\p{L}*|ξέχασ\\p{L}*|ξεχάσ\\p{L}*|παράβλεψ\\p{L}*|μην (?:ακολουθ|λάβ)\\p{L}*',
    'όλες|όλους|προηγούμεν\\p{L}*|παραπάνω|σου',
    'οδηγί\\p{L}*|εντολ\\p{L}*|κανόν\\p{L}*',
  ],
  // zh, ja, ko
  [
    '忽略|无视|無視|忘记|忘記|忘掉|忽視|忽视|不要理会|不要遵守|抛弃|覆盖|忘れ|破棄|従わな|従わず|무시|잊어|잊고|따르지 ?마',
    '之前|以前|先前|上述|以上|所有|前面|你的|系统|系統|全部|これまで|前の|上記|すべて|全て|今まで|システム|与えられた|あなた|이전|모든|앞선|위의|기존|지금까지|시스템|너의|당신',
    '指令|指示|提示|规则|規則|命令|设定|設定|ルール|プロンプト|制約|지시|명령|지침|규칙|프롬프트',
  ],
  // ar, hi, he, th
  [
    'تجاهل\\p{L}*|انس|انسى|انسَ|لا تتبع|أهمل\\p{L}*|अनदेखा|अनदेखी|नज़?रअंदाज़?|भूल|उपेक्षा|התעלם|תתעלם|התעלמו|שכח|ละเว้น|เพิกเฉย|ลืม|ไม่ต้องสนใจ',
    'كل|كافة|جميع|السابق\\p{L}*|أعلاه|सभी|पिछले|पहले|उपरोक्त|अपने|पूर्व|כל|הקודמות|לעיל|ทั้งหมด|ก่อนหน้า',
    'التعليمات|تعليمات\\p{L}*|الأوامر|القواعد|أوامر|التوجيهات|निर्देश\\p{L}*|आदेश\\p{L}*|नियम\\p{L}*|ההוראות|הוראות|הנחיות|ההנחיות|הכללים|คำสั่ง|คำแนะนำ|กฎ',
  ],
  // vi, id
  [
    'bỏ qua|quên|phớt lờ|abaikan|lupakan',
    'tất cả|trước|trên|semua|sebelumnya|di atas',
    'hướng dẫn|chỉ dẫn|lệnh|quy tắc|instruksi|perintah|aturan|petunjuk',
  ],
];

const bounded = (alternatives: string): string => `(?<!\\p{L})(?:${alternatives})`;

/** The verbs of all, for one pass over the text, and what must stand beside each. */
export const dismissalsElsewhere = elsewhere.map(([verb, scope, directive]) => {
  const isSpaceless = /\p{Script=Han}|\p{Script=Thai}/u.test(verb);
  const of = (list: string, flags?: string): RegExp =>
    pattern(isSpaceless ? `(?:${list})` : bounded(list), flags);
  return { verb: of(verb), scope: of(scope, ''), directive: of(directive, '') };
});

/** Who is meant. A noun behind it makes it people or a business: "the AI team". */
const machineNouns =
  'a\\.?i\\.?|llms?|(?:large )?language models?|(?:ai|llm)(?:[- ]|-based |-powered )?(?:models?|assistants?|agents?|systems?|bots?|readers?|tools?|software|summari[sz]ers?|classifiers?|filters?)|chat ?gpt|gpt(?:-?\\d\\w?)?|claude|gemini|copilot|llama|mistral|chat ?bots?|artificial intelligence|neural network|ki|ki-?(?:modell\\p{L}*|assistent\\p{L}*|agent\\p{L}*|system\\p{L}*|bots?)|künstliche[nr]? intelligenz|sprachmodell\\p{L}*|ia|assistant ia|intelligence artificielle|modèles? de langage|asistente de ia|inteligencia artificial|modelo de (?:lenguaje|linguagem)|inteligência artificial|intelligenza artificiale|assistente (?:di )?ia|modello linguistico|kunstmatige intelligentie|taalmodel\\p{L}*|sztuczn\\p{L}* inteligencj\\p{L}*|asysten\\p{L}* (?:ai|si)|model\\p{L}* językow\\p{L}*|artificiell intelligens|språkmodell\\p{L}*|ai-(?:assistent|asistent|agent|system|modell?|rendszer|asszisztens)\\p{L}*|kunstig intelligens|sprogmodel\\p{L}*|umělá inteligence|umělou inteligenc\\p{L}*|umělé inteligenc\\p{L}*|jazykov\\p{L}* model\\p{L}*|tekoäly\\p{L}*|kielimalli\\p{L}*|inteligenț\\p{L}* artificial\\p{L}*|model\\p{L}* de limbaj|mesterséges intelligenci\\p{L}*|nyelvi modell\\p{L}*|mi-asszisztens\\p{L}*|yapay zek\\p{L}*|dil model\\p{L}*|ии(?:-\\p{L}+)?|искусственн\\p{L}* интеллект\\p{L}*|нейросет\\p{L}*|языков\\p{L}* модел\\p{L}*|ші(?:-\\p{L}+)?|штучн\\p{L}* інтелект\\p{L}*|нейромереж\\p{L}*|мовн\\p{L}* модел\\p{L}*|τεχνητή\\p{L}* νοημοσύνη\\p{L}*|γλωσσικό μοντέλο|인공지능|الذكاء الاصطناعي|ذكاء اصطناعي|نموذج اللغة|एआई|कृत्रिम बुद्धिमत्ता|בינה מלאכותית|trí tuệ nhân tạo|kecerdasan buatan';
const people =
  '(?:[ -](?:teams?|departments?|conferences?|clubs?|compan(?:y|ies)|start-?ups?|courses?|products?|projects?|workshops?|tracks?|groups?|labs?|engineers?|people|managers?|leads?|folks|communit(?:y|ies)|summits?|experts?|consultants?|developers?|vendors?|ethics|strateg\\p{L}*|officers?|research\\p{L}*|enthusiasts?|features?|business|firms?|forums?|events?|webinars?|newsletters?|solutions?|services?|training|hackathon|award|book|policy|pilot|adoption|budget|initiative|roadmap|space|industry|world|market\\p{L}*|skeptics?|users?|customers?|buyers?|specialists?|programmes?|programs?|committee|council|track|day|week|expo|gmbh|ltd|inc))';

/** AI by name. */
export const machine = `(?<![\\p{L}\\p{N}.-]|[jtms]'|[^u]n')(?:${machineNouns})(?![\\p{L}\\p{N}]|${people}|[.-]\\p{L})`;

/** Something that reads by itself, by what it does. */
export const reader =
  '(?:(?:any|the|all|an?|der|die|das|le|la|el|il|het|o|our|your) )?(?:automat(?:ed|ic)|automatisiert\\p{L}*|automatisch\\p{L}*|automati(?:que|co|ca|zzato)|automático|automática|automatizad[oa]|virtual|virtuell\\p{L}*|virtuel|digital\\p{L}*|geautomatiseerde?|robotic) (?:[\\p{L}-]{1,20} ){0,2}?(?:system\\p{L}*|systèmes?|sistema|systeem|assistant\\p{L}*|assistent\\p{L}*|asistente|assistente|reader|agent\\p{L}*|bot|tool|classifier|summari[sz]er|pipeline|processor|process|processing|screening|reply|responder|software)|(?:the |any |an? )?(?:(?:triage|e-?mail|mail|inbox|reply|support|sorting|classifier|screening)[ -])(?:assistant|bot|agent|model|classifier|robot)|(?:assistant|asistente|assistente|sistema|système|agente?|asystent|robot|bot) (?:automatique|automátic[oa]|automatico|automatyczny|virtuel|virtual|virtuale|numérique|digitale?|de correo|de mensajería)|(?:the |any )?(?:summari[sz]er|e-?mail classifier|classifier|auto-?responder)(?!\\p{L})';

/** Reading or handling this very mail. */
export const readingThis =
  '(?:(?:that|which|who|currently|now|may be|might be|is|are|be|will|will be|must|should|shall|happens? to be) ){0,3}(?:read(?:s|ing)?|process(?:es|ing)?|handl(?:es?|ing)|triag(?:es?|ing)|summari[sz](?:es?|ing)|analy[sz](?:es?|ing)|classif(?:y|ies|ying)|draft(?:s|ing)?|sort(?:s|ing)?|answer(?:s|ing)?|pars(?:es?|ing)|scan(?:s|ning)?|receiv(?:es?|ing)|review(?:s|ing)?|reply(?:ing)? to|respond(?:s|ing)? to|screen(?:s|ing)?|evaluat(?:es?|ing)|generat(?:es?|ing)|writ(?:es|ing)) (?:to )?(?:this|these|my|the (?:reply|response|answer|draft|summary))(?! (?:files?|data|format|document|csv|barcodes?|tables?|columns?|sensor|feed|code|values?|page|article|report|book|newsletter|blog))';
