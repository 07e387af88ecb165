import type { Words } from './kinds.ts';

/** What a machine was told, that it shall drop or tell, and what it shall be instead. */
export const rules: Words = {
  rules: `
    ignoreall* ignoreprev* ignoreyour*     instruction* directive* rule rules guideline* guardrail* constraint* safeguard* restriction* configured programmed
    limits limitations caution directions prompt prompts
    anweisung* instruktion* befehl* regel* vorgabe* richtlinie* anordnung* systemprompt* systemanweisung* einschränkung*
    consigne* règle* restriction* instruc* indicacion* directri* directiv* regla* norma*
    istruzion* direttiv* regol* vincol* instructi* aanwijzing* opdracht* regels richtlijn*
    instru* orientaç* diretriz* regra* instrukcj* polece* wytyczn* zasad* reguł*
    instruks* anvisning* regler* riktlinj* retningslinj* direktiv* inštrukc* instrukc* pokyn* pravid* příkaz* směrnic*
    ohje* sääntö* säännö* määräy* kehot* instrucțiun* reguli* indicați* comenzi*
    utasítás* szabály* irányelv* instrukci* parancs* talimat* yönerge* kural* komut* istem*
    инструкц* указан* правил* распоряжен* команд* промпт* установк* інструкц* вказівк* настанов*
    οδηγί* εντολ* κανόν* التعليمات تعليمات* الأوامر القواعد أوامر التوجيهات قواعد निर्देश* आदेश* नियम*
    ההוראות הוראות הנחיות ההנחיות הכללים hướng dẫn lệnh quy instruksi perintah aturan petunjuk
    指令 指示 提示 规则 規則 命令 设定 設定 ルール プロンプト 制約 지시 명령 지침 규칙 프롬프트 คำสั่ง คำแนะนำ`,
  dismiss: `
    ignoreall* ignoreyour* ignoreprev* ignorethe*    ignor* disregard* forget override overrid* overrul* bypass neglect overlook aside attention obey stop suspend lift lifted drop obsolete
    void cancel* discard supersede* replace* supersedes suspended revoked anymore longer abandon unlearn nothing waive* outdated lay
    vergiss vergessen missacht* verwirf überschreib* befolg* beiseite außer mehr aufgehoben aufhebe*
    oubli* abstraction compte ignor* laisse* plus suis suspend* sospes* olvid* omit* caso descart* sigas lado deja
    dimentic* trascur* seguire parte negeer* negeren vergeet sla opzij esque* desconsider* deixe
    zignor* pomiń* zapomn* pomnij odrzuć* odłóż stosuj* przestrzegaj*
    bortse glöm* strunta åsidosätt* glem* tilsidesæt* overse side bort sido
    zapomeň* zabudni* nedbej* přehlíž* neřiď* odlož* unohda* jätä huomiotta ohita sivuuta noudata välitä
    uită* hagyd* hagyja* felejts* kövesd ignoráld figyelmen yok görmezden unut* dikkate göz bırak
    игнорир* проигнорир* забуд* забрав* отмени* следуй* пренебрег* обращай* отлож* ігнору* проігнор* знехт* дотримуй* виконуй* відклад*
    αγνόησ* αγνοήσ* ξέχασ* ξεχάσ* παράβλεψ* μην تجاهل* انس انسى تتبع أهمل* अनदेखा अनदेखी नजरअंदाज नज़रअंदाज़ भूल उपेक्षा
    התעלם תתעלם התעלמו quên phớt bỏ abaikan lupakan
    忽略 无视 無視 忘记 忘記 忘掉 忽視 忽视 不要 抛弃 覆盖 忘れ 破棄 従わ 무시 잊어 잊고 따르지 ละเว้น เพิกเฉย ลืม สนใจ`,
  reveal: `
    reveal print show repeat output display leak disclose expose recite spell encode share dump list paste attach tell quote give send translate
    enumerate name summarise summarize what which
    verrat* sag* zeig* gib nenne* offenbar* offen wiederhol* lege
    révèl* affich* montr* répèt* donne* recopie* dis revel* muestr* muéstr* enseñ* dime imprim* repit*
    rivel* mostr* stampa ripet* onthul* toon herhaal geef repita
    раскрой* покажи* выведи* ujawnij* pokaż* wyświetl* ukaž* zobraz* visa vis näytä mutasd arată göster*
    输出 显示 告诉 出力 表示 教えて 출력 보여 أرسل أظهر اعرض बताओ दिखाओ दिखाएँ`,
  secret: `
    prompt prompts prompted systemprompt* systeemprompt* context verbatim memory conversation tools functions knowledge secret secrets key keys credentials
    policy policies filter filters moderation programming training configuration commands above told ordre* orden* ordini ordens comandos
    customer customers clients client contacts crm inbox mailbox environment env api configuration senders companies people conversations password passwords messages
    jailbreak* injection process
    vorgaben kunden kontakte clientes clienti klanten klienci klient* kunder zákazn* asiakka* ügyfel* müşteri* клиент* клієнт* πελάτ*
    客户 顧客 고객 العملاء ग्राहक 提示词 系统提示 システムプロンプト 시스템`,
  role: `
    act pretend role roleplay simulate imagine suppose mode persona dan pirate pirat* piraat* developer developers operator operators administrator
    admin creator creators sudo rhyme rhymes rhyming haiku limerick klingon poem poetry upgraded oracle unrestricted
    reimen rimes alexandrins verso rima rijm wierszem vers стихами opérateur operador développeur desarrollador entwickler betreiber`,
};
