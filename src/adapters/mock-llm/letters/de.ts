import type { Letter } from './letter.ts';

export const de: Letter = {
  greeting: { named: 'Guten Tag {name},', unnamed: 'Guten Tag,' },
  about: ' zu „{subject}“',
  noSubject: 'Ihre Nachricht',
  thanks: 'vielen Dank für Ihre Nachricht{about}.',
  thanksToUs: 'vielen Dank für Ihre Nachricht{about} an {us}.',
  again: 'vielen Dank, dass Sie sich wieder melden{about}.',
  company: 'Schön, von {company} zu hören.',
  lead: {
    understood: {
      pricing: 'Sie möchten wissen, was unser Produkt kostet.',
      demo: 'Sie möchten das Produkt im Einsatz sehen.',
      procurement: 'Sie vergleichen Anbieter und möchten uns einbeziehen.',
      interest: 'Sie ziehen unser Produkt in Betracht und möchten mehr erfahren.',
      partnership: 'Sie möchten eine Zusammenarbeit ausloten.',
      stage: 'Sie laden uns ein, an Ihrer Veranstaltung oder Ihrem Programm mitzuwirken.',
      funding: 'Sie möchten über eine Finanzierung oder Beteiligung sprechen.',
      other: 'Es freut mich, dass Sie an uns gedacht haben.',
    },
    next: 'Am besten sprechen wir kurz miteinander; welche Tage würden Ihnen passen?',
    askBuyer:
      'Könnten Sie uns zur Vorbereitung sagen, wie viele Personen das Produkt nutzen würden und bis wann Sie es brauchen?',
    askPartner:
      'Könnten Sie uns zur Vorbereitung etwas mehr über Ihre Vorstellungen sagen und darüber, wann es beginnen soll?',
  },
  support: {
    sorry: 'Es tut mir leid, dass Sie Umstände haben.',
    understood: {
      problem: 'Wenn ich Sie richtig verstehe, funktioniert etwas nicht so, wie es soll.',
      login: 'Wenn ich Sie richtig verstehe, kommen Sie nicht in Ihr Konto.',
      billing:
        'Wenn ich Sie richtig verstehe, geht es um Ihre Rechnung, Zahlung oder Ihr Abonnement.',
      data: 'Wenn ich Sie richtig verstehe, geht es um Ihre Daten oder Ihr Konto.',
      other: 'Wenn ich Sie richtig verstehe, brauchen Sie Hilfe mit unserem Produkt.',
    },
    ask: {
      problem:
        'Könnten Sie uns sagen, wann es auftrat, was Sie kurz davor getan haben und wie eine Fehlermeldung genau lautet?',
      login:
        'Könnten Sie uns die Adresse nennen, mit der Sie sich anmelden, und was Sie dabei sehen? Bitte senden Sie uns kein Passwort.',
      billing:
        'Könnten Sie uns Nummer und Datum der betreffenden Rechnung oder Zahlung nennen? Bitte senden Sie uns keine Kartendaten.',
      data: 'Könnten Sie uns sagen, um welches Konto es geht, damit wir prüfen können, dass die Anfrage von dessen Inhaber kommt?',
      other: 'Könnten Sie beschreiben, was Sie tun möchten und was Sie stattdessen sehen?',
    },
    next: 'Unser Team sieht sich Ihre Nachricht inzwischen an.',
  },
  general: {
    job: 'Ich gebe Ihre Nachricht an die Kolleginnen und Kollegen weiter, die Bewerbungen betreuen.',
    press:
      'Ich gebe Ihre Anfrage an die Kolleginnen und Kollegen weiter, die die Presse betreuen. Bis wann brauchen Sie eine Antwort?',
    invoice: 'Ich gebe Ihre Nachricht an die Buchhaltung weiter.',
    thanks:
      'Es ist sehr freundlich, dass Sie uns schreiben; ich gebe Ihre Worte gern an das Team weiter.',
    study:
      'Ich gebe Ihre Anfrage an die Person weiter, die am besten sagen kann, ob wir mitmachen können.',
    other: 'Ich gebe sie an die richtige Person weiter, die sich bei Bedarf meldet.',
  },
};
