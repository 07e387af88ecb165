import type { Words } from './kinds.ts';

/** How this program sorts; no other reader does by these words. */
export const sorting: Words = {
  sort: `
    category categories categor* label labels labell* labeled classif* classification sort sorts sorted sorting triage bucket
    urgency priority priorit* severity route routed routing filed file tag tagged score scored scoring rank ranked rated rate queue
    mark marked treat treated confidence x-classification severity
    kategori* klassifi* einstuf* einzustuf* eingestuft stuf* einordn* einsortier* sortier* priorität dringlichkeit ablegen abzulegen abgelegt markier* behandel* wert*
    catégor* classe* classé* classer* classif* tri trier triage urgence priorit* étiquet* rang*
    categorí* clasif* urgencia prioridad archiv* etiquet* marca* trata*
    categoria* classif* smistament* urgenza priorità archiviat* archivi* etichett*
    urgência prioridade triagem etiqueta* marque*
    categorie* sorter* urgentie prioriteit label* markeer* behandel*
    kategor* sklasyfik* sortow* priorytet* pilno* oznacz*
    klassificer* prioritet* brådsk* hast* märk* marker* luokit* luokk* kiireel* prioriteet* merkitse
    zařa* třídě* třídit* priorit* naléhav* označ* 
    besorol* sürgős* osztályoz* jelöl* clasific* urgenț* sınıflandır* öncelik* aciliyet işaretle* kategori*
    классифиц* категори* срочност* приорите* сортиров* отметь* пометь* отнес* класифік* категорі* пріорит* терміно* сортув* познач*
    ταξινόμ* κατηγορί* προτεραιότ* επείγ*
    تصنيف صنف صنّف فرز الفرز أولوية الأولوية استعجال श्रेणी छँटाई प्राथमिकता वर्गीकृत वर्गीकरण
    分类 分類 归类 歸類 优先级 紧急 緊急 标记 標記 優先 仕分 扱う 분류 긴급 우선순위 처리`,
  name: `spam lead support general lead로 лид лидом лід лідом prospect 线索`,
  top: `
    highest maximum maximal max top high critical urgent utmost first vip
    hoch höchst* dringend* maximal* oberste* haute maximale plus élevé* alta máxim* massim* hoogste hoog najwyższ* wysok* högsta høj* korke* nejvyšš* legmagasabb magas en
    yüksek наивысш* высок* найвищ* высш* υψηλ* μέγιστ* maximă ridicat* بأعلى عالية أعلى सर्वोच्च उच्च 最高 最优先 最優先 최고`,
  mail: `
    message messages mail mails email emails e-mail correspondence enquiry inquiry ticket thread text domain sender ours company
    nachricht* mail* zeilen anfrage courriel* texte messagerie correo* mensaje* texto messaggio testo mensagem mensagens
    bericht* wiadomoś* zpráv* meddelande* besked* viesti* üzenet* mesaj* письм* сообщен* лист повідомл* μήνυμα
    رسالة الرسالة संदेश ईमेल 邮件 郵件 本邮件 メール 메일 이메일`,
};
