import type { Letter } from './letter.ts';

export const nl: Letter = {
  greeting: { named: 'Beste {name},', unnamed: 'Goedendag,' },
  about: ' over ‘{subject}’',
  noSubject: 'Uw bericht',
  thanks: 'Bedankt voor uw bericht{about}.',
  thanksToUs: 'Bedankt voor uw bericht{about} aan {us}.',
  again: 'Bedankt dat u weer contact met ons opneemt{about}.',
  company: 'Fijn om iets van {company} te horen.',
  lead: {
    understood: {
      pricing: 'U wilt graag weten wat ons product kost.',
      demo: 'U wilt het product graag aan het werk zien.',
      procurement: 'U vergelijkt leveranciers en wilt ons daarbij betrekken.',
      interest: 'U overweegt ons product en wilt graag meer weten.',
      partnership: 'U wilt een samenwerking verkennen.',
      stage: 'U nodigt ons uit om mee te doen aan uw evenement of programma.',
      funding: 'U wilt graag over financiering of een investering praten.',
      other: 'Fijn dat u aan ons hebt gedacht.',
    },
    next: 'Een kort gesprek lijkt de beste volgende stap; welke dagen komen u uit?',
    askBuyer:
      'Kunt u ons ter voorbereiding laten weten hoeveel mensen het product zouden gebruiken en wanneer u het nodig hebt?',
    askPartner:
      'Kunt u ons ter voorbereiding iets meer vertellen over uw idee en over wanneer het zou moeten beginnen?',
  },
  support: {
    sorry: 'Vervelend dat u hier last van hebt.',
    understood: {
      problem: 'Als ik het goed begrijp, werkt er iets niet zoals het hoort.',
      login: 'Als ik het goed begrijp, lukt het u niet om in uw account te komen.',
      billing:
        'Als ik het goed begrijp, gaat uw vraag over een factuur, een betaling of uw abonnement.',
      data: 'Als ik het goed begrijp, gaat uw verzoek over uw gegevens of uw account.',
      other: 'Als ik het goed begrijp, hebt u hulp nodig met ons product.',
    },
    ask: {
      problem:
        'Kunt u ons laten weten wanneer het gebeurde, wat u vlak daarvoor deed en wat een eventuele foutmelding precies zegt?',
      login:
        'Kunt u ons laten weten met welk adres u inlogt en wat u daarbij ziet? Stuur ons alstublieft geen wachtwoord.',
      billing:
        'Kunt u ons het nummer en de datum van de factuur of betaling sturen? Stuur ons alstublieft geen kaartgegevens.',
      data: 'Kunt u ons laten weten om welk account het gaat, zodat we kunnen nagaan dat het verzoek van de eigenaar komt?',
      other: 'Kunt u beschrijven wat u wilt doen en wat u in plaats daarvan ziet?',
    },
    next: 'Ons team bekijkt uw bericht ondertussen.',
  },
  general: {
    job: 'Ik stuur uw bericht door naar de collega’s die over sollicitaties gaan.',
    press:
      'Ik stuur uw vraag door naar de collega’s die over de pers gaan. Wanneer hebt u een antwoord nodig?',
    invoice: 'Ik stuur uw bericht door naar de collega’s van de boekhouding.',
    thanks: 'Vriendelijk dat u ons schrijft; ik deel uw woorden graag met het team.',
    study: 'Ik stuur uw verzoek door naar de collega die het best kan zeggen of we kunnen meedoen.',
    other: 'Ik stuur het door naar de juiste collega, die zo nodig contact opneemt.',
  },
};
