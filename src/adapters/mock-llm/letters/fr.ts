import type { Letter } from './letter.ts';

export const fr: Letter = {
  greeting: { named: 'Bonjour {name},', unnamed: 'Bonjour,' },
  about: ' au sujet de « {subject} »',
  noSubject: 'Votre message',
  thanks: 'Merci pour votre message{about}.',
  thanksToUs: 'Merci d’avoir écrit à {us}{about}.',
  again: 'Merci d’avoir repris contact avec nous{about}.',
  company: 'Nous sommes heureux d’avoir des nouvelles de {company}.',
  lead: {
    understood: {
      pricing: 'Vous souhaitez connaître le prix de notre produit.',
      demo: 'Vous souhaitez voir le produit à l’œuvre.',
      procurement: 'Vous comparez des fournisseurs et souhaitez notre participation.',
      interest: 'Vous envisagez notre produit et souhaitez en savoir plus.',
      partnership: 'Vous souhaitez étudier une collaboration.',
      stage: 'Vous nous invitez à participer à votre événement ou à votre programme.',
      funding: 'Vous souhaitez parler de financement ou d’investissement.',
      other: 'Nous sommes heureux que vous ayez pensé à nous.',
    },
    next: 'Le mieux serait d’en parler brièvement de vive voix ; quels jours vous conviendraient ?',
    askBuyer:
      'Pour préparer cet échange, pourriez-vous nous dire combien de personnes utiliseraient le produit et pour quand vous en avez besoin ?',
    askPartner:
      'Pour préparer cet échange, pourriez-vous nous en dire un peu plus sur votre idée et sur le calendrier envisagé ?',
  },
  support: {
    sorry: 'Nous regrettons la gêne occasionnée.',
    understood: {
      problem: 'Si je comprends bien, quelque chose ne fonctionne pas comme prévu.',
      login: 'Si je comprends bien, vous avez du mal à accéder à votre compte.',
      billing:
        'Si je comprends bien, votre question porte sur une facture, un paiement ou votre abonnement.',
      data: 'Si je comprends bien, votre demande porte sur vos données ou votre compte.',
      other: 'Si je comprends bien, vous avez besoin d’aide avec notre produit.',
    },
    ask: {
      problem:
        'Pourriez-vous nous dire quand cela s’est produit, ce que vous faisiez juste avant et le texte exact du message d’erreur éventuel ?',
      login:
        'Pourriez-vous nous indiquer l’adresse avec laquelle vous vous connectez et ce que vous voyez ? Merci de ne pas nous envoyer votre mot de passe.',
      billing:
        'Pourriez-vous nous indiquer le numéro et la date de la facture ou du paiement ? Merci de ne pas nous envoyer de données de carte.',
      data: 'Pourriez-vous nous dire de quel compte il s’agit, afin que nous puissions vérifier que la demande vient de son titulaire ?',
      other: 'Pourriez-vous décrire ce que vous cherchez à faire et ce que vous voyez à la place ?',
    },
    next: 'Notre équipe examine votre message entre-temps.',
  },
  general: {
    job: 'Je transmets votre message aux collègues chargés des candidatures.',
    press:
      'Je transmets votre demande aux collègues chargés de la presse. Pour quand avez-vous besoin d’une réponse ?',
    invoice: 'Je transmets votre message aux collègues de la comptabilité.',
    thanks: 'C’est très aimable à vous d’avoir écrit ; je partagerai vos mots avec l’équipe.',
    study:
      'Je transmets votre demande à la personne la mieux placée pour dire si nous pouvons participer.',
    other: 'Je le transmets à la bonne personne, qui vous répondra si besoin.',
  },
};
