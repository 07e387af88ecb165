/** What looks like a model's own formats, and asking for what it was told. */
import { needs } from './needs.ts';
import type { InjectionSign } from './sign.ts';
import { pattern } from './words.ts';

const systemPrompt =
  "system[ -]?prompts?|systemprompts?|systeemprompts?|prompts? (?:d[eiou]l? |de l')?s[iy]st[eéè]m[aeo]?|(?:hidden|secret|initial|original|confidential|internal|developer|system) (?:instructions|prompts?|message|rules|guidelines)|(?:your|deine[n]?|ihre[n]?|tes|vos|tus?|sus?|tue|jouw|uw|suas|seu|sua) (?:initial |full |active |standing |own |exact |complete |entire |current |vollständigen |geheimen )?(?:prompts?|instructions|anweisungen|systemanweisung(?:en)?|consignes|instrucciones|istruzioni|instructies|instruções)|системн\\p{L}* (?:промпт|инструкц)\\p{L}*|systemow\\p{L}* (?:prompt|instrukcj)\\p{L}*";
const reveal =
  'reveal|print|show|repeat|output|display|leak|disclose|expose|recite|spell out|encode|share|reproduce|translate|quote|list|summari[sz]e|tell (?:me|us)|give (?:me|us)|send (?:me|us)|reply with|respond with|paste|dump|include|append|attach|verrate|sage?(?: mir)?(?: bitte)?|verrat|zeigen?|gib|geben sie|nennen?|offenbare|wiederholen?|révèle[rz]?|affiche[rz]?|montre[rz]?|répète[rz]?|donne[rz]?|revela|revele|muestra|muéstrame|dime|muestre|imprime|imprima|repite|rivela|mostra|mostre|stampa|ripeti|onthul|toon|herhaal|geef|repita|раскрой|покажи|выведи|ujawnij|pokaż|wyświetl';

/** Markup and turns of chat formats. */
export const formats: InjectionSign[] = [
  {
    needs: needs.turn,
    points: 2,
    pattern: /<\|[a-z_ ]{2,24}\|>|\[\/?inst\]|<<\/?sys>>|<\/?(?:start|end)_of_turn>/g,
  },
  {
    needs: needs.turn,
    points: 2,
    pattern:
      /<\/?(?:system_?prompt|system[-_]message|assistant_response|system[-_]?(?:instructions?|override|note)|tool_(?:call|response|result)|function_(?:calls?|results?)|user_input|ai_instructions?|instructions?)\b[^>\n]{0,60}>/g,
  },
  {
    needs: needs.turn,
    points: 1,
    pattern: /<\/?(?:system|assistant|mail|email|user|untrusted[\w-]{0,20})>/g,
  },
  {
    needs: needs.turn,
    points: 2,
    pattern:
      /["'](?:role|author)["'] ?: ?["'](?:system|assistant|developer|tool)["']|["'](?:tool|function)(?:_call|_name|name)?["'] ?: ?["'{]|["']tool_calls?["']|\b(?:send_email|forward_email|send_mail|get_emails|read_inbox|delete_emails?|execute_\w{2,20}) ?\(/g,
  },
  {
    needs: needs.turn,
    points: 2,
    pattern:
      /^[ \t>#*[(<=-]{0,8}(?:system|developer|admin(?:istrator)?)(?: (?:message|prompt|override|note|notice|instructions?|update|command))?[\])*>= \t-]{0,6}:[ \t*"']{0,4}(?:you (?:are|must|will|should|have)|your|ignore|disregard|override|classify|categori|mark|from now on|forget|respond|reply|output|always (?:answer|reply|classify)|new (?:policy|instructions?|rules?|task|directive)|the (?:previous|above|following|user|assistant)|all |for (?:this|the next)|set |treat|prior|include|append|do not|stop|end |conversation|context)/gm,
  },
  {
    needs: needs.turn,
    points: 2,
    pattern:
      /^[ \t>]{0,4}[[(=*#<%{~|-]{1,8} ?(?:begin |new |start |end )?(?:of )?(?:system|developer|assistant|ai|llm|admin)(?: (?:message|prompt|override|instructions?|command|note|directive|mode))?(?: (?:begin|start|end))? ?[\])=*#>%}~|-]{1,8}/gm,
  },
  {
    needs: needs.turn,
    points: 1,
    pattern: /^[ \t>#*[]{0,6}(?:assistant|llm|gpt|chatgpt|claude)[\]* \t]{0,4}:/gm,
    kind: 'address',
  },
  {
    needs: needs.turn,
    points: 2,
    pattern: /^(?:###? ?)?(?:human|user):[^\n]{0,300}\n{1,2}(?:###? ?)?(?:assistant|ai):/gm,
  },
  {
    needs: needs.turn,
    points: 2,
    pattern:
      /^#{2,4} ?(?:system|instructions?|assistant|human|response|new task)[^\n\p{L}]{0,4}$/gmu,
  },
  {
    needs: needs.turn,
    points: 1,
    pattern:
      /(?:end of|ende der|fin d[eu]|fine del|<\/|\[end) ?(?:the )?(?:user |untrusted |customer |original )?(?:e-?mail|message|input|nachricht|courriel|data|document|context|thread)\b/g,
  },
  {
    needs: needs.opener,
    points: 2,
    pattern:
      /ignore(?:all|any|your|the|my)*(?:of)?(?:previous|prior|above|earlier)?(?:instructions|prompts?|rules)/g,
  },
];

/** Asking for what the model was told or may see. */
export const disclosure: InjectionSign[] = [
  {
    needs: needs.rules,
    points: 2,
    pattern:
      /\brules? (?:that |which )?you (?:were|are|have been) (?:configured|programmed|prompted|set up|trained|instructed)/g,
  },
  {
    needs: needs.rules,
    points: 1,
    pattern:
      /["'“]my (?:system )?(?:instructions?|prompt|rules) (?:are|is)\b|\bsystem prompt (?:update|change|addition)/g,
  },
  {
    needs: needs.secret,
    points: 2,
    pattern:
      /(?:other|all(?: the)?|every) (?:contacts?|customers?|senders?|clients?|people|companies)[^.\n]{0,24} (?:in|from|of) (?:the|your) (?:crm|inbox|mailbox|database|records|system)\b|```(?:system|assistant|tool|instructions?)\b|\bsystem:[^\n]{0,200}\bassistant:|^\W{0,3}assistant: ?(?:sure|of course|certainly|understood|ok|yes|here)/gm,
  },
  {
    needs: needs.secret,
    points: 1,
    pattern:
      /\b(?:send|share|print|show|give|export|dump) (?:me |us )?(?:the |your )?(?:crm|customer) (?:records?|data|entr(?:y|ies)|contacts)|\b(?:first letters?|letters) of your (?:rules|instructions|prompt)|\bshare all\b/g,
  },
  {
    needs: needs.revealedRules,
    points: 2,
    pattern: pattern(
      `(?<!\\p{L})(?:${reveal})(?!\\p{L})[^.\\n]{0,50}?(?<!\\p{L})(?:${systemPrompt})(?!\\p{L})(?! (?:for|on|manual|sheet|leaflet|zu|zum|pour|para|per|voor)(?!\\p{L}))`,
    ),
  },
  {
    needs: needs.rules,
    points: 2,
    pattern:
      /what (?:is|are|was|were) your (?:system prompt|(?:hidden|initial|original|system|exact) (?:instructions|prompt|rules))|what (?:were you|have you been|you were) (?:instructed|prompted|programmed)|(?:text|everything|words|all) (?:written |stated |that comes |that came )?(?:above|before) (?:this (?:line|message|mail|email|text)|the e-?mail)[^.\n]{0,40}(?:verbatim|word for word|reply|output|repeat)|(?:repeat|print|output) (?:the |all )?(?:words?|text|everything|lines?) (?:above|before)/g,
  },
  {
    needs: needs.secret,
    points: 1,
    pattern: /\b(?:verbatim|word for word|character by character)\b/g,
  },
  {
    needs: needs.rules,
    points: 2,
    pattern:
      /\bsystem[ -]?prompt:|\bsystem override\b|\b(?:override|bypass) (?:your |all |any )(?:policy|safety|policies|filters?|rules|guardrails|safeguards|moderation)\b/g,
  },
  {
    needs: needs.rules,
    points: 1,
    pattern:
      /(?:^|[.!?:;,"'>)([–-]\s{0,3}|(?:and|then|now|to) )(?:override|bypass) (?:the )?(?:policy|safety|policies|filters?|rules|guardrails)\b/gm,
  },
  {
    needs: needs.rules,
    points: 2,
    pattern:
      /\b(?:your|all|any|previous|prior|earlier|preceding|above|former|original|system)(?: [a-z]{3,9})? (?:instructions?|directives?|prompts?|guidelines|rules|restrictions)(?: (?:above|before this|you were given|given))?,? (?:(?:are|is|were|have been|has been|do|now|hereby) ){0,3}(?:void|null|cancell?ed|obsolete|revoked|invalid|superseded|overridden|suspended|lifted|replaced|not apply|no longer (?:apply|applies|valid|relevant|binding|in (?:force|effect)))\b|\b(?:rules|instructions|prompts?|guidelines) above (?:are void|no longer apply|do not apply)|\b(?:supersedes?|overrides?|replaces?|overrul(?:es?|ing)|discard|takes? precedence over|outranks?) (?:all |any )?(?:of )?(?:your|the|all|any)(?: [a-z]{3,9}){0,2} (?:system prompt|prompts?(?: above)?|instructions?|guidelines|programming|directives?)\b|\b(?:your|the) (?:new|real|actual|true|only|updated) (?:instructions?|objective|directive|prompt) ?(?:is|are|:|follow)|\bhere (?:are|is) your new\b|\bnew instructions? (?:to|for) (?:you|the (?:assistant|model|ai|agent|bot))\b|\bnothing you(?: were|'ve been| have been) told\b|\b(?:everything|what|all(?: that)?) you (?:were|have been) (?:told|taught|instructed|given)\b[^.\n]{0,40}\b(?:ignore|forget|disregard|void|wrong|false|no longer)\b/g,
  },
  {
    needs: needs.turn,
    points: 2,
    pattern:
      /^#{1,4} ?(?:tasks?: (?:classify|draft|summari[sz]e)|the mail is data|answers|categories|voice)\b[^\n]{0,20}$/gm,
  },
  {
    needs: needs.rules,
    points: 2,
    pattern:
      /\b(?:instructions|rules|guidelines|prompt) (?:that )?(?:you (?:were|are|have been) (?:given|told|fed|initiali[sz]ed|configured|programmed|prompted|set up|trained)(?! (?:by|from) (?:my|our|the|a) )|given to you by (?:your|the) (?:developer|operator|system))/g,
  },
  {
    needs: needs.rules,
    points: 1,
    pattern: /\bnew (?:task|request|instructions?|objective|prompt|command)s? ?:/g,
  },
  {
    needs: needs.rules,
    points: 1,
    pattern:
      /\bsystem[ -]?prompts?\b|\bsystemprompt\b|\bsysteemprompt\b|\bprompt[ -]injection\b|\bjailbr[eo]ak/g,
  },
  {
    needs: needs.secret,
    points: 1,
    pattern:
      /\b(?:forward|send|e-?mail|bcc|exfiltrate|upload|list|print|show|include|paste|attach|reveal|give|dump|summari[sz]e)(?: (?:me|us|back|out))? (?:all|every|the|any|your)(?: (?:last|full|entire|other|previous|stored|recent|[a-z]{2,6}|\d+)){0,3} (?:e-?mails|inbox|mailbox|conversations?|contacts?|crm|customers?|senders?|secrets?|api[ -]?keys?|credentials|passwords|tokens|environment variables|env(?:ironment)?|config(?:uration)?|database|internal notes)\b/g,
  },
  {
    needs: needs.secret,
    points: 2,
    pattern:
      /\b(?:your|the|any|all)(?: (?:openai|llm|model|stored|secret|internal|own|env|[a-z]{3,8})){0,2} (?:api[ -_]?keys?|environment variables|access tokens?|\.env)\b[^.\n]{0,40}\b(?:you (?:have|hold|use|know|can (?:see|access))|in (?:your|the) (?:reply|response|answer))|\bopenai_api_key\b|\bprocess\.env\b|(?:e-?mails|messages|mails|conversations|data|addresses|records) (?:of|from|by|about) (?:other|all (?:the )?other|all|your other) (?:customers|senders|users|clients|people|contacts)|(?:other|previous) (?:customers?|senders?|users?|clients?)'?s? (?:e-?mails?|messages?|data|names|addresses|conversations)/g,
  },
];
