/** The languages that letters are written in, as BCP 47 tags; the first is the default. */
export const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'da'] as const;
export type Language = (typeof languages)[number];

/** Frequent short words, each telling of few languages only. */
export const stopWords: Record<Language, string> = {
  en: 'the of and to in is you that it for on with are as be this have from or we your our would like can could please what which there they will been has was not but if about how do i my me at an any us hello thanks',
  de: 'der die das und ich nicht ist wir sie mit für auf ein eine einen einem einer zu von dem den des im bei auch als wie haben hat sind unser unsere ihr ihre ihnen uns kann können bitte werden wird noch nach über oder aber wenn dass seit gerne vielen dank hallo guten mehr keine',
  fr: 'le la les des une et est nous vous pour dans que qui sur avec pas par au aux ce cette votre notre vos nos je ne plus être avons avez sommes merci bonjour du il elle mais ou si très bien peut pouvez serait voudrais souhaitons leur sont depuis',
  es: 'el los las una y es por para con que del se su sus nos no lo como más pero al este esta nuestro nuestra muy hemos estamos tenemos gracias hola usted ustedes puede pueden podría sobre cuando desde hay ha ser son le les en un de me mi qué cuánto días',
  it: 'il gli una di che e è per con non del della dei delle nel nella sono abbiamo siamo vostro vostra nostro nostra grazie buongiorno salve come più ma anche questo questa al alla vi ci si mi ho può potete vorremmo vorrei essere stato da un la le su',
  nl: 'de het een en van ik niet is wij we u uw je jullie met voor op te zijn dat die deze aan bij ook als hoe hebben heeft kunnen kan graag bedankt hallo goedemorgen ons onze mijn naar maar om er nog wat wordt worden zou willen over geen dan uit al',
  pt: 'o os uma e é de que do da dos das em no na nos nas para com por não se seu sua seus mais mas ao à este esta nosso nossa estamos temos obrigado obrigada olá você vocês pode podem poderia gostaríamos gostaria sobre quando desde há ser são um como bom dia muito meu minha qual',
  pl: 'i w z na do nie jest się że czy to jak co dla od po o proszę dziękuję dzień dobry państwo państwa nasz nasza mamy jesteśmy chcemy chciałbym chciałabym mogą może można który która które oraz ale jeśli tylko już jeszcze przez pozdrawiam serdecznie witam',
  sv: 'och att det som en är på av för med den till inte har de om ett men vi ni er vår vårt våra jag kan ska skulle vill från eller hej tack hälsningar vänliga mvh mycket där här också efter när finns får så hur vad',
  da: 'og at det som en er på af for med den til ikke har de om et men vi i jer vores jeg kan skal ville vil fra eller hej tak hilsen venlig mvh meget der her også efter når findes får så hvordan hvad',
};

/** Near relations of the above: a Czech must not get a Polish letter, nor a Norwegian a Danish one. */
export const otherStopWords = {
  cs: 'a v se na je že to jak co pro od po prosím děkuji dobrý den náš máme jsme chceme bych můžete může který která které ale jestli jen už ještě pozdravem přeji vás nás',
  no: 'og at det som en er på av for med den til ikke har de om et men vi dere vår vårt våre jeg kan skal ville vil fra eller hei takk hilsen vennlig mvh mye der her også etter når finnes får så hvordan hva',
  fi: 'ja on ei se että ovat olemme me te hän mutta kun jos myös tai kuin meidän teidän voisitteko kiitos hei terveisin ystävällisin olisi onko mitä miten sekä',
  ro: 'și si în la pe cu nu este să sa că ca o un de din pentru care sunt avem vă va rog mulțumesc bună ziua noastră nostru dumneavoastră dar sau mai foarte',
  hu: 'a az és hogy nem is egy van meg de ha vagy mint kérem köszönöm tisztelt üdvözlettel jó napot szeretnénk szeretném lehet kell önök mi már csak',
  tr: 've bir bu için ile de da mi ne çok daha olarak var merhaba teşekkürler iyi çalışmalar saygılarımla lütfen bizim sizin olan gibi kadar ancak ama',
};
