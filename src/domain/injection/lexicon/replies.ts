import type { Words } from './kinds.ts';

/** What a writer of replies makes, and what is to stand in it. */
export const replies: Words = {
  reply: `
    reply replies replying response responses respond answer answers answering draft drafts output outputs rejoinder
    antwort* entwurf réponse* réponds répondez brouillon respuesta* borrador responde* risposta* bozza rispondi* resposta* rascunho
    antwoord* concept odpowied* odpověd* svar* vastau* vastaa* válasz* răspuns* răspunde* yanıt* cevap*
    ответ* відповід* απάντησ* الرد رد ردك جواب उत्तर जवाब 回复 回覆 答复 返信 回答 답장 회신 답변`,
  summary: `
    summary summaries summari* zusammenfass* résumé résumer resumen riassunto resumo samenvatting podsumowan* sammanfattning
    shrnut* yhteenve* összefogl* rezumat* özet* сводк* резюме підсум* περίληψ* ملخص सारांश 摘要 要約 요약`,
  say: `
    contain* include* includ* mention* say says state quote quotes insert* append* add put write paste begin begins start end finish
    open close sign slip weave copy reproduce reproduced repeat return populate leave confirm confirms read consist place tell
    enthalt* enthält erwähn* beginn* anfang* anzufang* laut* steh* sagen sagt schreib* füg* einfüg* nenn* bestätig* zitier*
    conten* inclu* mentionn* dire dis indiqu* rédig* commenc* termin* ajout* écri* recopi* insér* mets
    conten* inclu* menci* decir diga indicar comenzar comienc* empie* empez* agreg* redact* añad* escrib* incluya responder
    inclu* menzion* dire dica inizi* aggiung* scriv* inser* contenga
    conter contenha mencion* escrev* acrescent* começ* diga dizer
    bevat* vermeld* schrijf* begin* voeg* zeg* zawier* wspomni* pisz* napis* dodaj* obsahov* uvés* napiš* přidej*
    innehåll* nämn* skriv* indehold* nævn* tilføj* sisält* mainit* kirjoita* lisä* tartalmaz* említ* ír* írd
    conțin* mențion* scrie* adaug* içer* bahset* yaz* ekle* содерж* упомян* пиш* напиш* добав* включ* міст* згад* додай* напис*
    περιέχ* περιλαμβ* αναφέρ* γράψ* πρόσθεσ* يتضمن تتضمن يحتوي يكتب اكتب أضف अवश्य लिख* जोड़* होना शामिल
    包含 撰写 写上 写 提到 加入 含め 作成 書 記載 加え 포함 쓰 적 추가`,
  phrase: `
    phrase sentence string token codeword passphrase verbatim word words characters code url link text line coupon json capital
    satz wort wörter worten wortlaut zeichen code iban
    phrase mot mots texte lien frase palabra* texto enlace parola testo frase palavra* zin woord tekst koppeling
    zdanie zdani* słow* vět* slov* meningen mening ord sætning* lause* sana* mondat* szó* propoziți* cuvânt* cümle* kelime* ifade*
    фраз* слов* предложен* речен* φράσ* λέξ* عبارة كلمة جملة वाक्य शब्द 这句 这句话 文字 一文 文を 言葉 문장 단어 문구`,
  grant: `
    approve approved approves accept accepts grant grants confirm promise authorise authorize waive hand forward cc bcc obey agree agreed
    favour recommend recommends escalate prefer bump enthusiastic handled set deal drop assign mark
    genehmig* gewähr* bestätig* bevorzug* akzeptier* annehm* zusag* leite* empfiehl*
    accepte* accept* approuv* accord* confirm* mets recommand* transf*
    aprueb* acept* conced* confirm* recomiend* aprob* reenv* asign*
    approva* accett* conced* conferm* raccomand* impost* inoltr*
    aprov* aceit* conced* confirm* recomend* defin* encaminh*
    goedkeur* keur bevestig* aanvaard* geef verleen* zatwierdź* potwierdź* przyzna* schval* potvrd*
    godkän* bekräft* godkend* bekræft* hyväksy* vahvista* hagyd jóváhagy* erősíts* aprobă* confirmă* onayla* kabul
    одобр* подтверд* прими* схвал* підтверд* прийм* έγκριν* επιβεβαί* وافق أكد يؤكد يوافق स्वीकृत स्वीकार पुष्टि 批准 同意 确认 承認 승인 확인`,
};
