import type { Letter } from './letter.ts';

export const da: Letter = {
  greeting: { named: 'Hej {name},', unnamed: 'Hej,' },
  about: ' om “{subject}”',
  noSubject: 'Din besked',
  thanks: 'Tak for din besked{about}.',
  thanksToUs: 'Tak for din besked til {us}{about}.',
  again: 'Tak, fordi du skriver igen{about}.',
  company: 'Det er godt at høre fra {company}.',
  lead: {
    understood: {
      pricing: 'Du vil gerne vide, hvad vores produkt koster.',
      demo: 'Du vil gerne se produktet i brug.',
      procurement: 'I sammenligner leverandører og vil gerne have os med.',
      interest: 'I overvejer vores produkt og vil gerne vide mere.',
      partnership: 'Du vil gerne undersøge et samarbejde.',
      stage: 'Du inviterer os til at deltage i jeres arrangement eller program.',
      funding: 'Du vil gerne tale om finansiering eller investering.',
      other: 'Det glæder os, at du tænkte på os.',
    },
    next: 'Det næste kunne være en kort samtale; hvilke dage passer dig?',
    askBuyer:
      'Kan du forinden fortælle, hvor mange der skal bruge produktet, og hvornår I har brug for det?',
    askPartner:
      'Kan du forinden fortælle lidt mere om, hvad du har i tankerne, og hvornår det skal begynde?',
  },
  support: {
    sorry: 'Jeg beklager ulejligheden.',
    understood: {
      problem: 'Hvis jeg forstår det rigtigt, virker noget ikke, som det skal.',
      login: 'Hvis jeg forstår det rigtigt, kan du ikke komme ind på din konto.',
      billing:
        'Hvis jeg forstår det rigtigt, drejer det sig om en faktura, betaling eller abonnement.',
      data: 'Hvis jeg forstår det rigtigt, drejer det sig om dine data eller din konto.',
      other: 'Hvis jeg forstår det rigtigt, har du brug for hjælp med vores produkt.',
    },
    ask: {
      problem:
        'Kan du fortælle, hvornår det skete, hvad du gjorde lige før, og hvordan en eventuel fejlmeddelelse lyder?',
      login:
        'Kan du fortælle, hvilken adresse du logger ind med, og hvad du ser, når du prøver? Send ikke din adgangskode.',
      billing:
        'Kan du sende nummer og dato på fakturaen eller betalingen? Send ingen kortoplysninger.',
      data: 'Kan du fortælle, hvilken konto det drejer sig om, så vi kan bekræfte, at ønsket kommer fra dens ejer?',
      other: 'Kan du beskrive, hvad du prøver at gøre, og hvad du ser i stedet?',
    },
    next: 'Vores team ser på din besked i mellemtiden.',
  },
  general: {
    job: 'Jeg sender din besked videre til de kolleger, der tager sig af ansøgninger.',
    press:
      'Jeg sender din forespørgsel videre til de kolleger, der tager sig af pressen. Hvornår har du brug for et svar?',
    invoice: 'Jeg sender din besked videre til bogholderiet.',
    thanks: 'Det er venligt af dig at skrive; jeg giver gerne dine ord videre til teamet.',
    study: 'Jeg sender dit ønske videre til den kollega, der bedst kan sige, om vi kan deltage.',
    other: 'Jeg sender den videre til den rette kollega, som vender tilbage om nødvendigt.',
  },
};
