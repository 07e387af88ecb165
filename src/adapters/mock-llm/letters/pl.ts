import type { Letter } from './letter.ts';

export const pl: Letter = {
  greeting: { named: 'Dzień dobry, {name},', unnamed: 'Dzień dobry,' },
  about: ' w sprawie „{subject}”',
  noSubject: 'Państwa wiadomość',
  thanks: 'dziękujemy za wiadomość{about}.',
  thanksToUs: 'dziękujemy za wiadomość do {us}{about}.',
  again: 'dziękujemy za ponowny kontakt{about}.',
  company: 'Miło nam, że pisze do nas {company}.',
  lead: {
    understood: {
      pricing: 'Rozumiem, że chodzi o cenę naszego produktu.',
      demo: 'Rozumiem, że chcą Państwo zobaczyć produkt w działaniu.',
      procurement: 'Rozumiem, że porównują Państwo dostawców i zapraszają nas do udziału.',
      interest: 'Rozumiem, że rozważają Państwo nasz produkt i chcą dowiedzieć się więcej.',
      partnership: 'Rozumiem, że proponują Państwo współpracę.',
      stage: 'Rozumiem, że zapraszają nas Państwo do udziału w wydarzeniu lub programie.',
      funding: 'Rozumiem, że chcą Państwo porozmawiać o finansowaniu lub inwestycji.',
      other: 'Cieszymy się, że zwracają się Państwo do nas.',
    },
    next: 'Najlepiej zacząć od krótkiej rozmowy; jakie dni Państwu odpowiadają?',
    askBuyer:
      'Czy mogą Państwo wcześniej napisać, ile osób będzie korzystać z produktu i na kiedy jest potrzebny?',
    askPartner:
      'Czy mogą Państwo wcześniej napisać nieco więcej o swoim pomyśle i o tym, kiedy miałby się zacząć?',
  },
  support: {
    sorry: 'Przepraszamy za kłopot.',
    understood: {
      problem: 'Jeśli dobrze rozumiem, coś nie działa tak, jak powinno.',
      login: 'Jeśli dobrze rozumiem, jest problem z dostępem do konta.',
      billing: 'Jeśli dobrze rozumiem, chodzi o fakturę, płatność lub abonament.',
      data: 'Jeśli dobrze rozumiem, chodzi o Państwa dane lub konto.',
      other: 'Jeśli dobrze rozumiem, potrzebna jest pomoc z naszym produktem.',
    },
    ask: {
      problem:
        'Czy mogą Państwo napisać, kiedy to się stało, co działo się tuż przedtem i jak dokładnie brzmi komunikat błędu?',
      login:
        'Czy mogą Państwo podać adres używany do logowania i opisać, co widać przy próbie? Prosimy nie przesyłać hasła.',
      billing:
        'Czy mogą Państwo podać numer i datę faktury lub płatności? Prosimy nie przesyłać danych karty.',
      data: 'Czy mogą Państwo podać, którego konta to dotyczy, abyśmy mogli potwierdzić, że prosi o to jego właściciel?',
      other: 'Czy mogą Państwo opisać, co próbują zrobić i co widać zamiast tego?',
    },
    next: 'Nasz zespół zajmuje się tymczasem Państwa wiadomością.',
  },
  general: {
    job: 'Przekazuję wiadomość osobom, które zajmują się rekrutacją.',
    press:
      'Przekazuję zapytanie osobom, które zajmują się kontaktami z mediami. Na kiedy potrzebna jest odpowiedź?',
    invoice: 'Przekazuję wiadomość do księgowości.',
    thanks: 'To bardzo miłe; chętnie przekażę te słowa zespołowi.',
    study: 'Przekazuję prośbę osobie, która najlepiej oceni, czy możemy wziąć udział.',
    other: 'Przekazuję ją właściwej osobie, która w razie potrzeby się odezwie.',
  },
};
