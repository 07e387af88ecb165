import type { Letter } from './letter.ts';

export const it: Letter = {
  greeting: { named: 'Buongiorno {name},', unnamed: 'Buongiorno,' },
  about: ' su «{subject}»',
  noSubject: 'Il Suo messaggio',
  thanks: 'grazie per il Suo messaggio{about}.',
  thanksToUs: 'grazie per aver scritto a {us}{about}.',
  again: 'Grazie per averci scritto di nuovo{about}.',
  company: 'Ci fa piacere ricevere notizie da {company}.',
  lead: {
    understood: {
      pricing: 'Vorrebbe sapere quanto costa il nostro prodotto.',
      demo: 'Vorrebbe vedere il prodotto all’opera.',
      procurement: 'State confrontando dei fornitori e vorreste la nostra partecipazione.',
      interest: 'Sta valutando il nostro prodotto e vorrebbe saperne di più.',
      partnership: 'Vorrebbe esplorare una collaborazione.',
      stage: 'Ci invita a partecipare al Suo evento o programma.',
      funding: 'Vorrebbe parlare di finanziamenti o investimenti.',
      other: 'Ci fa piacere che abbia pensato a noi.',
    },
    next: 'La cosa migliore sarebbe parlarne in una breve chiamata; quali giorni Le andrebbero bene?',
    askBuyer:
      'Per prepararla, potrebbe dirci quante persone userebbero il prodotto ed entro quando ne ha bisogno?',
    askPartner:
      'Per prepararla, potrebbe dirci qualcosa in più sulla Sua idea e su quando dovrebbe iniziare?',
  },
  support: {
    sorry: 'Mi dispiace per il disagio.',
    understood: {
      problem: 'Se ho capito bene, qualcosa non funziona come dovrebbe.',
      login: 'Se ho capito bene, ha difficoltà ad accedere al Suo account.',
      billing:
        'Se ho capito bene, la domanda riguarda una fattura, un pagamento o il Suo abbonamento.',
      data: 'Se ho capito bene, la richiesta riguarda i Suoi dati o il Suo account.',
      other: 'Se ho capito bene, Le serve aiuto con il nostro prodotto.',
    },
    ask: {
      problem:
        'Potrebbe dirci quando è successo, che cosa ha fatto subito prima e il testo esatto dell’eventuale messaggio di errore?',
      login:
        'Potrebbe indicarci l’indirizzo con cui accede e che cosa vede quando ci prova? La preghiamo di non inviarci la password.',
      billing:
        'Potrebbe indicarci numero e data della fattura o del pagamento? La preghiamo di non inviarci i dati della carta.',
      data: 'Potrebbe dirci di quale account si tratta, così da confermare che la richiesta viene dal titolare?',
      other: 'Potrebbe descrivere che cosa sta cercando di fare e che cosa vede invece?',
    },
    next: 'Nel frattempo il nostro team sta esaminando il Suo messaggio.',
  },
  general: {
    job: 'Inoltro il Suo messaggio ai colleghi che si occupano delle candidature.',
    press:
      'Inoltro la Sua richiesta ai colleghi che si occupano della stampa. Entro quando Le serve una risposta?',
    invoice: 'Inoltro il Suo messaggio ai colleghi della contabilità.',
    thanks: 'È stato gentile da parte Sua scriverci; condividerò le Sue parole con il team.',
    study: 'Inoltro la Sua richiesta alla persona che può dire meglio se possiamo partecipare.',
    other: 'Lo inoltro alla persona giusta, che risponderà se necessario.',
  },
};
