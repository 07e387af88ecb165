/** What a machine is to say, and how it is to sort. */
import { needs } from './needs.ts';
import type { InjectionSign } from './sign.ts';
import { pattern } from './words.ts';

const category = '(?:lead|support|general|spam)';
export const thisMail =
  '(?:(?:this|the|diese[n]?|die|cet?|cette|ce|este|esta|questa|questo|dit|deze|esse|essa|ten|tę|denna|detta|denne|dette|tento) )?(?:e-?mail|mail|message|thread|ticket|request|nachricht|anfrage|courriel|correo|mensaje|messaggio|bericht|mensagem|wiadomość|meddelande|besked|zpráv[au]|письмо|сообщение)';
const answer =
  '(?:(?:re-?)?pl(?:y|ies)|response|answer|summary|draft|output|antwort\\p{L}*|zusammenfassung|entwurf|réponse|brouillon|résumé|respuesta|resumen|borrador|risposta|riassunto|bozza|antwoord|samenvatting|concept|resposta|resumo|rascunho|odpowied\\p{L}*|podsumowani\\p{L}*|svar\\p{L}*|sammanfattning|odpověd\\p{L}*|ответ\\p{L}*|сводк\\p{L}*)';

/** What it should say, and how it should sort. */
export const orders: InjectionSign[] = [
  {
    needs: needs.role,
    points: 1,
    pattern: /\bstop (?:what you(?: are|'re) doing|sorting|classifying|summari[sz]ing)\b/g,
  },
  {
    needs: needs.verdict,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:must|should|has to|have to|shall|needs to) (?:be (?:categori[sz]ed|classified|labell?ed|marked|sorted|filed|routed|treated|tagged) (?:as |under |to )?|(?:yield|return|give|result in|be) )["'“]?${category}(?!\\p{L})|(?:whatever|no matter what|regardless of what|even if) your (?:guidelines|rules|policy|policies|instructions?|prompt|programming) (?:says?|states?|tells?|forbids?)|your (?:response|reply|answer|output|summary) (?:will|is going to) be (?:graded|evaluated|scored|judged|rated)|(?<!\\p{L})(?:ignore|reveal|bypass|override|disable)_[a-z_]{3,24} ?[=:] ?(?:true|1|yes|on)|(?:user_)?role ?= ?(?:admin|system|root|developer)`,
    ),
  },
  {
    needs: needs.nothingElse,
    points: 1,
    pattern: pattern(
      `(?:and|but) nothing else(?!\\p{L})|(?:reply|respond|answer) to this (?:e?-?mail|message) with the (?:word|phrase|sentence|text|code)|write (?:me )?an? (?:short )?(?:poem|limerick|haiku|sonnet|song|rap|joke)|complete the following|(?<!\\p{L})(?:the )?(?:summary|reply|replies|response|answer|draft)s? (?:must|should|has to|have to|shall)(?: only| also)? (?:read|include|mention|say|contain|state)`,
    ),
  },
  {
    needs: needs.literal,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:respond|reply|answer|output|return)(?: to (?:this|me|us)(?: e?-?mail| message)?)?(?: only| just| solely| exactly)? with (?:only |just |exactly |nothing but )?(?:the |this |a )?(?:exact |single |literal |following )?(?:phrase|sentence|string|token|text|code ?word|passphrase)(?!\\p{L})|(?<!\\p{L})(?:respond|answer|output|reply)(?: only| solely| exactly| nothing but)(?: with)? (?:the |this |a )?(?:exact |single |literal |following )?(?:word|phrase|sentence|string|token|text|code)s?(?! (?:stop|yes|no|remove|unsubscribe|ok)(?!\\p{L}))|(?:your|the) (?:answer|reply|response|output|summary) (?:must|should|has to|shall|may) (?:only )?(?:be|contain|include|start with|begin with|end with|consist of) (?:only )?(?:the |a |this )?(?:single |exact |following |literal )?(?:word|phrase|sentence|string|token|text|code)|(?:instead of (?:a|your|the) (?:reply|answer|response|summary)),? (?:output|write|print|say|send|return)|output the (?:string|word|phrase|text|token)|set (?:the |your )?reply-?to(?! (?:address|header|field|in|on|for))`,
    ),
  },
  {
    needs: needs.category,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:right|correct|proper|true|actual|only) (?:bucket|category|label|class|answer|classification|output)(?: for this [\\p{L}-]{2,10})? (?:is|would be|must be|:) ?["'“]?${category}(?!\\p{L})`,
    ),
  },
  {
    needs: needs.dismissal,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:ignore|disregard|forget)(?: please)? (?:everything|anything|all|all of it|what(?:ever)?(?: it says| stands| was said| is written| is said)?)(?: that)?(?: you (?:see|read|know))? (?:above|before this|so far|up to (?:here|now)|that came before)|(?<!\\p{L})(?:vergiss|vergessen sie|ignoriere?n?(?: sie)?) alles,? was (?:dir|ihnen|du|sie|man)(?!\\p{L})|dimentica(?:te)? tutto (?:quello|ciò|quel) che|vergeet alles wat (?:je|u|jou)|esque(?:ça|ce) tudo o que (?:lhe|te|foi|você)|olvid(?:a|e) (?:todo )?lo (?:anterior|que (?:te|se|le))|oublie[zr]? tout ce (?:qu|que)|(?:za)?pomnij (?:o )?wszystk\\p{L}*|ne suis pas tes`,
    ),
  },
  {
    needs: needs.task,
    points: 1,
    pattern: pattern(
      `(?<!\\p{L})(?:ignore|disregard) (?:the|this) (?:mail|e-?mail|message|text|content)(?: above)?[.,;:]? (?:instead|and instead)|(?:translate|summari[sz]e|repeat) the (?:above|text above)|^[ \\t]{0,4}(?:new )?task ?:|(?:begin|start) (?:of )?(?:hidden|secret|new|system)? ?(?:task|prompt|instructions?)(?!\\p{L})|(?<!\\p{L})(?:hidden|secret) (?:task|instructions?|prompt|command)(?!\\p{L})|(?:allowed|authori[sz]ed|permitted|cleared) you to|spell out the first letters?`,
      'gm',
    ),
  },
  {
    needs: needs.whenWriting,
    points: 2,
    pattern: pattern(
      `when(?:ever)? (?:you (?:are )?)?(?:summari[sz](?:e|ing)|drafting|draft|classify(?:ing)?|sort(?:ing)?|generat(?:e|ing) (?:the|a|your)|process(?:ing)? (?:this|the) (?:e-?mail|message))[^.\\n]{0,60}?(?<!\\p{L})(?:you must|must|do not forget|make sure|tell|mention|always|never|include|insert|say|output|mark|label|add)(?!\\p{L})`,
    ),
  },
  {
    needs: needs.category,
    points: 2,
    pattern: pattern(
      `(?:^|[.!?:;,"'>)\\]–(-]\\s{0,3}|(?<!\\p{L})(?:must|should|always|please|now|and|then|to|bitte|sie|merci de|por favor|veuillez|gelieve|proszę)\\s)(?:classify|categori[sz]e|label|tag|klassifiziere?n?|kategorisiere?n?|classe[rz]?|class(?:ifica|ifique|ificare|ificar|ificate)|classifiez|clasifi(?:ca|que)|classificeer|markeer|sklasyfikuj|oznacz|klassificera|klassificer|označ|zařaď|luokittele|clasifică|классифицируй\\p{L}*|пометь\\p{L}*|отнеси)(?: sie)? (?:${thisMail}|this|it|diese|la|le|lo)[^.\\n]{0,14}?(?<!\\p{L})(?:as|als|comme|como|come|em|in|under|to|jako|som|как|ca|a)(?!\\p{L})[^.\\n]{0,14}?(?<!\\p{L})${category}(?!\\p{L})`,
      'gm',
    ),
  },
  {
    needs: needs.category,
    points: 2,
    pattern: pattern(
      `["']?(?<!\\p{L})(?:category|kategorie|catégorie|categoría|categoria|categorie|kategoria|kategori)["']?(?: (?:must|should|has to|shall) be| is| to| =>?)? ?(?:[:=]|->|→)? ?["'“«„]${category}["'”»“]|(?<!\\p{L})(?:set|change|force|assign|put) (?:the )?(?:category|label|class)(?: of [^.\\n]{0,20}?)? ?(?:to|=|as|:) ?["'“]?${category}(?!\\p{L})|category (?:must|should|has to) be ["']?${category}|(?<!\\p{L})category ?[:=] ?${category}(?!\\p{L})|(?<!\\p{L}|(?:you|did|they|do|we|i) )(?:label|classify|file|categori[sz]e) (?:this|it)(?: message| e?mail| thread)? (?:as |under |to )?["'“]?${category}(?!\\p{L})["'”]?(?! (?:ticket|case|request))`,
    ),
  },
  {
    needs: needs.category,
    points: 2,
    pattern:
      /(?:分类|归类|分類|标记|標記)[^。\n]{0,12}(?:lead|support|general|spam)|「?(?:lead|support|general|spam)」?[^。\n]{0,4}(?:に分類|として分類)|(?:lead|support|general|spam)['"”』」]?(?:로|으로) 분류|(?:कैटेगरी|श्रेणी)[^।\n]{0,10}(?:lead|support|general|spam)/g,
  },
  {
    needs: needs.category,
    points: 1,
    pattern: pattern(
      `(?<!\\p{L})(?:als|as|under|en|come|como|comme|jako|som|как) ["'“„«]?${category}["'”“»]? (?:einzustufen|ein(?:stufen|ordnen)|(?:zu )?(?:klassifizieren|behandeln)|zu werten|treat|file|clasificar)|(?:mark|label|file|flag|treat|classify|classe(?:-le)?|присвой\\p{L}*|assign|archive|log|register)(?: (?:this|it|that|the|письму|категорию|message|thread|e-?mail|ticket|request|sender))* ?(?:as|under|en|to|comme)? ?["'“«„]? ?${category}(?!\\p{L})`,
    ),
  },
  {
    needs: needs.urgency,
    points: 1,
    pattern:
      /\b(?:set|mark|assign|raise|escalate|change|treat|flag|rate|give|classify)\b[^.\n]{0,30}?\b(?:urgency|priority|severity|urgent|high|critical|top)\b|\b(?:urgency|priority|severity|confidence) ?(?:=|:|to|is|must be|should be) ?["']?(?:high|low|medium|urgent|critical|max\w*|1\b|top)|(?:priorität|dringlichkeit|urgence|urgencia|prioridad|urgenza|priorità|prioriteit|urgência|prioridade|приоритет|срочность)[^.\n]{0,10}(?:hoch|haute|alta|hoog|elevee|high|max)/g,
  },
  {
    needs: needs.confidence,
    points: 1,
    pattern: /["']?confidence["']? ?(?::|=|to|of)? ?["']?(?:1(?:\.0+)?|100|0\.\d+)(?!\d|\.\d)/g,
  },
  {
    needs: needs.content,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:begin|start|open|end|close|finish|conclude|prefix|preface|sign) (?:your |the |every |each |any |all )(?:[\\p{L}]{1,14} )?${answer}[^.\\n]{0,20}? (?:with|by|as)(?!\\p{L})(?! (?:the|our|my) (?:ticket|order|case|reference|invoice))|(?<!\\p{L})(?:beginnen? sie (?:die|ihre) antwort|beginne deine antwort|beende deine antwort|commence[zr]? (?:ta|votre) réponse|empieza tu respuesta|comienza tu respuesta|inizia la (?:tua )?risposta|begin je antwoord|comece (?:sua|a) resposta)`,
    ),
  },
  {
    needs: needs.content,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:include|insert|add|append|put|write|say|mention|use|place|print|output|embed|repeat|state|reply with|respond with|answer with|contain\\p{L}*)(?: only| exactly| just)? (?:the |this |these )?(?:exact |literal |following |secret |magic |special |single |code )?(?:words?|phrase|sentence|string|token|codeword|code ?word|passphrase|code|keyword|line|text|link|url|canary)(?!\\p{L})[^.\\n]{0,80}? (?:in|to|at|into|of|within|on)(?: the (?:top|start|end|beginning|bottom|first line|close) of)? (?:your |the |every |each |any |all |its )+(?:[\\p{L}]{1,12} )?${answer}`,
    ),
  },
  {
    needs: needs.obligation,
    points: 1,
    pattern: pattern(
      `(?<!\\p{L})(?:your|the|every|ihre|deine|die|ta|votre|tu|la|jouw|sua)(?: (?:only|entire|next|final|whole|complete))? ${answer} (?:must|should|has to|shall|muss|soll|doit|debe|deve|moet)(?: only| also)? (?:be|contain|start|begin|include|say|consist|mention|end|enthalten|lauten|beginnen|contenir|contener|contenere|bevatten|conter)`,
    ),
  },
  {
    needs: needs.literal,
    points: 1,
    pattern:
      /\b(?:output|respond|reply|answer|return|say)(?: only| just| simply)?(?: with)?(?: only| exactly| nothing but| just)? (?:the (?:word|phrase|text|sentence|string|code|token)|this (?:word|phrase|text|sentence)|json|"|“|'|„|«|\[|`)/g,
  },
  {
    needs: needs.rules,
    points: 1,
    pattern:
      /\b(?:your|the|these are (?:your|the)) new (?:instructions|task|role|objective|goal|job|policy|rules?)\b|\b(?:new|updated|real|actual|true) (?:instructions|task|objective) ?(?::|follow|is\b|are\b)/g,
  },
  {
    needs: needs.content,
    points: 1,
    pattern: pattern(
      `(?<!\\p{L})(?:write|include|put|insert|add|append|use|mention|say|quote|place|paste|schreib\\p{L}*|füg\\p{L}*|nimm|écri\\p{L}*|ajoute\\p{L}*|inclu\\p{L}*|mentionne\\p{L}*|escrib\\p{L}*|añad\\p{L}*|agreg\\p{L}*|scriv\\p{L}*|aggiung\\p{L}*|inserisc\\p{L}*|schrijf|voeg|vermeld|escrev\\p{L}*|acrescent\\p{L}*|napisz|dodaj|skriv|tilføj|napiš|přidej|kirjoita|scrie|adaugă|írd|yaz|ekle|напиши\\p{L}*|добавь\\p{L}*|додай\\p{L}*)(?!\\p{L})[^.\\n]{0,90}?(?<!\\p{L})(?:in|into|to|at|of|from|on|der|die|deine|ihre|dans|à|en|al|a|nella|alla|aan|em|na|do|w|i|til|till|do|v|в|до|cevab\\p{L}*|válasz\\p{L}*|vastau\\p{L}*|răspuns\\p{L}*)(?: (?:your|the|every|each|any|all|deine[rn]?|ihre[rn]?|die|der|ta|ton|la|le|votre|tu|su|sua|je|het|twoj\\p{L}*|свой|ответ\\p{L}*)){0,2} ?${answer}`,
    ),
  },
  // Behind people's backs.
  {
    needs: needs.silence,
    points: 1,
    pattern:
      /\b(?:do not|don't|never|without)(?: ever)? (?:tell(?:ing)?|inform(?:ing)?|mention(?:ing)?|alert(?:ing)?|notify(?:ing)?|reveal(?:ing)?|disclos(?:e|ing)|show(?:ing)?|flag(?:ging)?|report(?:ing)?|acknowledg(?:e|ing))[^.\n]{0,40}?\b(?:the user|user|human|operators?|owner|reviewers?|instructions?|this (?:paragraph|note|sentence|instruction|line|comment|text|message)|anyone|any human|staff)\b/g,
  },
  {
    needs: needs.consent,
    points: 1,
    pattern:
      /\b(?:without|skip|bypass) (?:any )?(?:human |manual |further )?(?:review|approval|confirmation)\b|\bauto-?approve\b|\b(?:send|answer|reply) (?:it )?(?:immediately |directly )?without (?:asking|waiting|review)|\b(?:verified vip|(?:pre-?)?(?:approved|verified|authori[sz]ed|whitelisted) (?:sender|by the (?:ceo|admin\w*|developers?|security team|system)|administrator|admin))\b|\bthis (?:overrides|supersedes|replaces) (?:your|all|any|the|every)\b|\bdo not apply to (?:this|the following|pre-)/g,
  },
  {
    needs: needs.recipients,
    points: 1,
    pattern:
      /\b(?:cc|bcc|copy|send|forward|address|redirect|deliver|route)\b[^.\n]{0,24}?\b(?:the|your|this|every|all|any) (?:reply|replies|response|answer|draft|summary|thread)s?\b[^.\n]{0,20}?\b(?:to|at)\b[^.\n]{0,60}?@|\bb?cc\b[^.\n]{0,40}@[^.\n]{0,60}\b(?:reply|response|answer|draft)/g,
  },
  {
    needs: needs.machine,
    points: 0,
    kind: 'order',
    pattern: pattern(
      `(?<!\\p{L})(?:classif(?:y|ier|iez|ica|icare)|categori[sz]e|mark|label|set|treat|reply|respond|answer|write|include|insert|add|append|say|tell|forward|send|ignore|forget|disregard|approve|confirm|grant|offer|route|escalate|prioriti[sz]e|summari[sz]e|output|print|reveal|recommend|skip|start|begin|state|mention|use|give|make sure|ensure|remember|consider|quote us|call|list|rate|put|accept|obey|skip|trust|from now on|instead|do not|don't|never|always|must|kindly|please|you (?:should|must|may|can)|schreib\\p{L}*|antworte\\p{L}*|stufe|ordne|behandel\\p{L}*|markier\\p{L}*|klassifizier\\p{L}*|füge|setz\\p{L}*|ignorier\\p{L}*|bestätig\\p{L}*|sag\\p{L}*|gib|lies|lesen sie|geben sie|legen sie|nenn\\p{L}*|bitte|classe\\p{L}*|réponds|répondez|écri\\p{L}*|ajoute\\p{L}*|inclu\\p{L}*|indique\\p{L}*|confirme\\p{L}*|dis|marque\\p{L}*|clasifi\\p{L}*|respond\\p{L}*|escrib\\p{L}*|añad\\p{L}*|acept\\p{L}*|pon|diga|omite|rispond\\p{L}*|scriv\\p{L}*|aggiung\\p{L}*|inserisci|classifica\\p{L}*|conferm\\p{L}*|antwoord|schrijf|voeg|bevestig|noem|zet|geef|markeer|escrev\\p{L}*|adicion\\p{L}*|marqu\\p{L}*|márqu\\p{L}*|reenv\\p{L}*|odpowied\\p{L}*|napisz|dodaj|oznacz|ustaw|potwierdź|svara|skriv|lägg|markera|svar|tilføj|marker|bekræft|odpověz|napiš|přidej|označ|nastav|vastaa|kirjoita|merkitse|lisää|luokittele|răspunde|scrie|adaugă|marchează|válaszolj|írd|jelöld|sorold|yaz|cevapla|yanıtla|işaretle|ekle|ответь\\p{L}*|напиши\\p{L}*|добавь\\p{L}*|присвой\\p{L}*|отметь\\p{L}*|забудь|напишіть|додай\\p{L}*|познач\\p{L}*|відповід\\p{L}*|γράψε|απάντησε|πρόσθεσε|σημείωσε|viết|trả lời|tulis|balas)(?!\\p{L})|回复|回覆|标记|写|包含|必须|して(?:ください|下さい)|書|하세요|하라|해 ?주세요|하십시오|اكتب|أضف|صنف|أجب|رد|लिखें|जोड़ें|करें|जवाब`,
    ),
  },
];
