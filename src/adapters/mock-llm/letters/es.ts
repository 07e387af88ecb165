import type { Letter } from './letter.ts';

export const es: Letter = {
  greeting: { named: 'Hola, {name}:', unnamed: 'Hola:' },
  about: ' sobre «{subject}»',
  noSubject: 'Su mensaje',
  thanks: 'Gracias por su mensaje{about}.',
  thanksToUs: 'Gracias por escribir a {us}{about}.',
  again: 'Gracias por volver a escribirnos{about}.',
  company: 'Nos alegra tener noticias de {company}.',
  lead: {
    understood: {
      pricing: 'Le gustaría saber cuánto cuesta nuestro producto.',
      demo: 'Le gustaría ver el producto en funcionamiento.',
      procurement: 'Están comparando proveedores y desean que participemos.',
      interest: 'Está considerando nuestro producto y le gustaría saber más.',
      partnership: 'Le gustaría explorar una colaboración.',
      stage: 'Nos invita a participar en su evento o programa.',
      funding: 'Le gustaría hablar de financiación o inversión.',
      other: 'Nos alegra que haya pensado en nosotros.',
    },
    next: 'Lo mejor sería hablarlo en una breve llamada; ¿qué días le vendrían bien?',
    askBuyer:
      'Para prepararla, ¿podría decirnos cuántas personas usarían el producto y para cuándo lo necesita?',
    askPartner:
      'Para prepararla, ¿podría contarnos un poco más sobre su idea y cuándo debería empezar?',
  },
  support: {
    sorry: 'Lamento las molestias.',
    understood: {
      problem: 'Si he entendido bien, algo no funciona como debería.',
      login: 'Si he entendido bien, tiene dificultades para entrar en su cuenta.',
      billing: 'Si he entendido bien, su consulta es sobre una factura, un pago o su suscripción.',
      data: 'Si he entendido bien, su solicitud es sobre sus datos o su cuenta.',
      other: 'Si he entendido bien, necesita ayuda con nuestro producto.',
    },
    ask: {
      problem:
        '¿Podría decirnos cuándo ocurrió, qué hizo justo antes y el texto exacto del mensaje de error, si lo hubo?',
      login:
        '¿Podría indicarnos la dirección con la que inicia sesión y qué ve al intentarlo? Por favor, no nos envíe su contraseña.',
      billing:
        '¿Podría indicarnos el número y la fecha de la factura o del pago? Por favor, no nos envíe datos de tarjeta.',
      data: '¿Podría decirnos de qué cuenta se trata, para confirmar que la solicitud viene de su titular?',
      other: '¿Podría describir qué intenta hacer y qué ve en su lugar?',
    },
    next: 'Mientras tanto, nuestro equipo está revisando su mensaje.',
  },
  general: {
    job: 'Paso su mensaje a los compañeros que se ocupan de las candidaturas.',
    press:
      'Paso su consulta a los compañeros que se ocupan de la prensa. ¿Para cuándo necesita una respuesta?',
    invoice: 'Paso su mensaje a los compañeros de contabilidad.',
    thanks: 'Ha sido muy amable al escribirnos; compartiré sus palabras con el equipo.',
    study: 'Paso su solicitud a la persona que mejor puede decir si podemos participar.',
    other: 'Lo paso a la persona adecuada, que le responderá si hace falta.',
  },
};
