import type { Letter } from './letter.ts';

export const en: Letter = {
  greeting: { named: 'Hello {name},', unnamed: 'Hello,' },
  about: ' about “{subject}”',
  noSubject: 'Your message',
  thanks: 'Thank you for your message{about}.',
  thanksToUs: 'Thank you for writing to {us}{about}.',
  again: 'Thank you for getting back to us{about}.',
  company: 'It is good to hear from {company}.',
  lead: {
    understood: {
      pricing: 'You would like to know what our product costs.',
      demo: 'You would like to see the product at work.',
      procurement: 'You are comparing suppliers and would like us to take part.',
      interest: 'You are considering our product and would like to know more.',
      partnership: 'You would like to explore working together.',
      stage: 'You are inviting us to take part in your event or programme.',
      funding: 'You would like to talk about funding or investment.',
      other: 'I am glad that you thought of us.',
    },
    next: 'The best next step would be a short call; which days would suit you?',
    askBuyer:
      'To prepare for it, could you tell us how many people would use the product, and by when you need it?',
    askPartner:
      'To prepare for it, could you tell us a little more about what you have in mind, and when it should begin?',
  },
  support: {
    sorry: 'I am sorry for the trouble.',
    understood: {
      problem: 'As I understand it, something is not working as it should.',
      login: 'As I understand it, you have trouble getting into your account.',
      billing:
        'As I understand it, you have a question about your invoice, payment or subscription.',
      data: 'As I understand it, you have a request about your data or your account.',
      other: 'As I understand it, you need some help with our product.',
    },
    ask: {
      problem:
        'Could you tell us when it happened, what you did just before, and the exact words of any error message?',
      login:
        'Could you tell us the address that you log in with and what you see when you try? Please do not send us your password.',
      billing:
        'Could you send us the number and date of the invoice or payment in question? Please do not send us card details.',
      data: 'Could you tell us which account this is about, so that we can confirm that the request comes from its owner?',
      other: 'Could you describe what you are trying to do and what you see instead?',
    },
    next: 'Our team is looking at your message in the meantime.',
  },
  general: {
    job: 'I am passing your message on to the colleagues who look after applications.',
    press:
      'I am passing your enquiry on to the colleagues who look after the press. By when do you need an answer?',
    invoice: 'I am passing your message on to the colleagues who look after accounts.',
    thanks: 'It was kind of you to write, and I will share your words with the team.',
    study:
      'I am passing your request on to the colleague who can best say whether we can take part.',
    other: 'I am passing it on to the right colleague, who will follow up where needed.',
  },
};
