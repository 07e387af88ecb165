import type { Letter } from './letter.ts';

export const sv: Letter = {
  greeting: { named: 'Hej {name},', unnamed: 'Hej,' },
  about: ' om ”{subject}”',
  noSubject: 'Ditt meddelande',
  thanks: 'Tack för ditt meddelande{about}.',
  thanksToUs: 'Tack för ditt meddelande till {us}{about}.',
  again: 'Tack för att du hör av dig igen{about}.',
  company: 'Roligt att höra från {company}.',
  lead: {
    understood: {
      pricing: 'Du vill veta vad vår produkt kostar.',
      demo: 'Du vill se produkten i användning.',
      procurement: 'Ni jämför leverantörer och vill att vi deltar.',
      interest: 'Ni överväger vår produkt och vill veta mer.',
      partnership: 'Du vill undersöka ett samarbete.',
      stage: 'Du bjuder in oss att delta i ert evenemang eller program.',
      funding: 'Du vill tala om finansiering eller investering.',
      other: 'Det gläder oss att du tänkte på oss.',
    },
    next: 'Nästa steg kan vara ett kort samtal; vilka dagar passar dig?',
    askBuyer:
      'Kan du inför det berätta hur många som skulle använda produkten och när ni behöver den?',
    askPartner: 'Kan du inför det berätta lite mer om vad du har i åtanke och när det ska börja?',
  },
  support: {
    sorry: 'Jag beklagar besväret.',
    understood: {
      problem: 'Om jag förstår rätt fungerar något inte som det ska.',
      login: 'Om jag förstår rätt kommer du inte in på ditt konto.',
      billing: 'Om jag förstår rätt gäller det en faktura, en betalning eller ett abonnemang.',
      data: 'Om jag förstår rätt gäller det dina uppgifter eller ditt konto.',
      other: 'Om jag förstår rätt behöver du hjälp med vår produkt.',
    },
    ask: {
      problem:
        'Kan du berätta när det hände, vad du gjorde strax innan och exakt hur ett eventuellt felmeddelande lyder?',
      login:
        'Kan du berätta vilken adress du loggar in med och vad du ser när du försöker? Skicka inte ditt lösenord.',
      billing:
        'Kan du skicka nummer och datum för fakturan eller betalningen? Skicka inga kortuppgifter.',
      data: 'Kan du berätta vilket konto det gäller, så att vi kan bekräfta att begäran kommer från dess ägare?',
      other: 'Kan du beskriva vad du försöker göra och vad du ser i stället?',
    },
    next: 'Vårt team tittar på ditt meddelande under tiden.',
  },
  general: {
    job: 'Jag skickar ditt meddelande vidare till de kollegor som tar hand om ansökningar.',
    press:
      'Jag skickar din förfrågan vidare till de kollegor som har hand om pressen. När behöver du ett svar?',
    invoice: 'Jag skickar ditt meddelande vidare till ekonomiavdelningen.',
    thanks: 'Det var vänligt av dig att skriva; jag hälsar gärna till teamet.',
    study: 'Jag skickar din fråga vidare till den kollega som bäst kan säga om vi kan delta.',
    other: 'Jag skickar det vidare till rätt kollega, som hör av sig vid behov.',
  },
};
