/** The languages that are read and written, as BCP 47 tags; the first is the default. */
export const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'] as const;
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
};
