import type { Category } from '../../../src/domain/category.ts';
import type { Mail } from '../../../src/domain/mail.ts';

/** A mail with the category that a person gave it. */
export interface Labelled {
  category: Category;
  mail: Mail;
}

/** Builds a mail; an answer is given a thread that is not its own. */
export function labelled(
  category: Category,
  from: string,
  subject: string,
  text: string,
  more: Partial<Mail> = {},
): Labelled {
  const [, name = '', address = from] = /^(.*?)\s*<(.+)>$/.exec(from) ?? [];
  const mail: Mail = {
    from: { name, address },
    replyTo: null,
    recipients: [{ name: '', address: 'marketing@example.com' }],
    subject,
    messageId: '<own@example.net>',
    threadId: '<own@example.net>',
    text,
    attachments: [],
    automated: null,
    ...more,
  };
  return { category, mail };
}

const answer: Partial<Mail> = { threadId: '<first@example.com>' };

/** The mails on which the vocabulary was tuned. */
export const mails: Labelled[] = [
  // Lead
  labelled(
    'Lead',
    'Dana Whitfield <dana@northwind.example>',
    'Pricing for 40 seats',
    'Hello,\n\nwe are comparing tools for our team of 40 people. Could you send us your pricing and offer a demo next week?\n\nKind regards,\nDana',
  ),
  labelled(
    'Lead',
    'tom.baker@gmail.com',
    'question before we buy',
    'Hi, does your platform support single sign-on with Okta? We have budget approved for this quarter and would like to decide by Friday.\nTom',
  ),
  labelled(
    'Lead',
    'Jonas Keller <j.keller@keller-maschinenbau.de>',
    'Anfrage Angebot',
    'Sehr geehrte Damen und Herren,\n\nwir sind ein Maschinenbauer mit 120 Mitarbeitenden und suchen eine Lösung für unser Kampagnenmanagement. Könnten Sie uns ein Angebot zukommen lassen und eine Demo zeigen?\n\nMit freundlichen Grüßen\nJonas Keller',
  ),
  labelled(
    'Lead',
    'Claire Martin <claire.martin@lumiere.fr>',
    'Demande de devis',
    'Bonjour,\n\nNous souhaitons équiper notre équipe de 25 personnes. Pourriez-vous nous envoyer un devis ainsi que vos tarifs annuels ?\n\nCordialement,\nClaire Martin',
  ),
  labelled(
    'Lead',
    'Lucía Gómez <lucia@viajesazul.es>',
    'Información y precios',
    'Hola,\n\nestamos evaluando su plataforma para nuestra agencia de viajes. ¿Nos podrían enviar los precios y organizar una demostración la próxima semana?\n\nUn saludo,\nLucía',
  ),
  labelled(
    'Lead',
    'Marco Rossi <m.rossi@rossimobili.it>',
    'Richiesta preventivo',
    'Buongiorno,\nsiamo interessati al vostro software e vorremmo ricevere un preventivo per 30 utenti. È possibile avere un periodo di prova?\nGrazie, Marco Rossi',
  ),
  labelled(
    'Lead',
    'Sanne de Vries <sanne@bloemenhuis.nl>',
    'Offerte aanvragen',
    'Beste, wij zijn op zoek naar een oplossing voor onze nieuwsbrieven. Kunt u een offerte sturen voor 15 gebruikers en een demo plannen?\nGroet, Sanne',
  ),
  labelled(
    'Lead',
    'João Silva <joao@construtorasilva.com.br>',
    'Orçamento',
    'Bom dia,\nestamos avaliando ferramentas de marketing e gostaríamos de um orçamento para 50 usuários. É possível agendar uma demonstração?\nAtenciosamente, João',
  ),
  labelled(
    'Lead',
    'Priya Raman <priya@cloudbridge.io>',
    'Integration partnership',
    'Hi team,\n\nI run partnerships at CloudBridge. Many of our customers use your product and we would love to explore an integration partnership, with a joint webinar in spring.\n\nPriya',
  ),
  labelled(
    'Lead',
    'Events <anna@saasconf.eu>',
    'Sponsoring SaaSConf',
    'Hello, SaaSConf brings 2,000 operators to Lisbon in May. We would like to offer you a gold sponsor package and a speaking slot. Can I send the media kit?\nAnna',
  ),
  labelled(
    'Lead',
    'procurement@cityofharbor.gov',
    'RFP 2211 marketing automation',
    'The City of Harbor invites you to respond to the attached request for proposal. Questions are due 3 March and bids 20 March.',
    { attachments: [{ name: 'RFP-2211.pdf', type: 'application/pdf', size: 90_000 }] },
  ),
  labelled(
    'Lead',
    'Ben Osei <ben@seedpath.vc>',
    'API funding',
    'Hello, SeedPath backs developer tools. I would like to talk about funding for your API and our startup programme. Do you have time for a call next week?\nBen',
  ),
  labelled(
    'Lead',
    'Hanna Vogt <hanna.vogt@nordhaus.de>',
    'Vertriebspartnerschaft',
    'Guten Tag, wir vertreiben Software im DACH-Raum und würden Ihr Produkt gern als Vertriebspartner anbieten. Gibt es ein Partnerprogramm?\nHanna Vogt',
  ),
  labelled(
    'Lead',
    'Rob <rob@smallbakery.com>',
    'how much is it',
    'hey how much does it cost for just me and my brother, we have a bakery. cheers rob',
  ),
  labelled(
    'Lead',
    'Mia Chen <mia@finova.com>',
    'Re: Your demo on Tuesday',
    'Thanks for the demo! The team liked it. Could you send a quote for 80 seats, annual billing, and the security questionnaire our procurement needs?\n\nMia\n\nOn Tue, Sam wrote:\n> here are the slides\n> Sam',
    answer,
  ),
  // Support
  labelled(
    'Support',
    'Karen Holt <karen@holtandco.com>',
    'Export broken since the update',
    'Hi support, since yesterday the CSV export on our account fails with error 500. We need it for the board report today. Please help asap.\nKaren',
  ),
  labelled(
    'Support',
    'pete1982@yahoo.com',
    'cant login',
    "I forgot my password and the reset link never arrives. I can't log in to my account, please help",
  ),
  labelled(
    'Support',
    'Nina Braun <nina.braun@textilbraun.de>',
    'Rechnung doppelt abgebucht',
    'Guten Tag,\n\nunser Abo wurde im März doppelt abgebucht (Kundennummer 48213). Bitte erstatten Sie den Betrag und senden Sie uns eine Gutschrift.\n\nViele Grüße\nNina Braun',
  ),
  labelled(
    'Support',
    'Luc Petit <luc@petit-frères.fr>',
    'Problème de connexion',
    'Bonjour, depuis ce matin nous n’arrivons plus à nous connecter à notre compte. Un message d’erreur s’affiche. Pouvez-vous nous aider rapidement ?\nLuc',
  ),
  labelled(
    'Support',
    'Pablo Ruiz <pablo@tiendaruiz.es>',
    'No funciona la importación',
    'Hola, soy cliente desde 2021. La importación de contactos no funciona y aparece un error. ¿Pueden ayudarme? Gracias',
  ),
  labelled(
    'Support',
    'Giulia Conti <giulia@conti.it>',
    'Errore nella fattura',
    'Buongiorno, la vostra fattura di aprile riporta un importo sbagliato: il nostro abbonamento è Base. Potete correggerla? Giulia',
  ),
  labelled(
    'Support',
    'Koen Bakker <koen@bakkerij.nl>',
    'Koppeling werkt niet',
    'Hallo, de koppeling met onze webshop werkt niet meer sinds de update. We krijgen een foutmelding. Kunnen jullie ons helpen? Koen',
  ),
  labelled(
    'Support',
    'Ana Souza <ana@lojasouza.com.br>',
    'Cobrança duplicada',
    'Olá, fui cobrada duas vezes na minha assinatura este mês. Gostaria do reembolso de uma das cobranças. Obrigada, Ana',
  ),
  labelled(
    'Support',
    'Oliver Grant <o.grant@gmail.com>',
    'GDPR request',
    'Under article 17 of the GDPR please delete my account and all personal data you hold about me, and confirm within one month.\nOliver Grant',
  ),
  labelled(
    'Support',
    'Ines <ines@studioines.pt>',
    'Cancelar a minha conta',
    'Boa tarde, gostaria de cancelar a minha assinatura a partir do próximo mês. Podem confirmar? Inês',
  ),
  labelled(
    'Support',
    'Yuki Tan <yuki@harborlogistics.com>',
    'How do I add a user?',
    'Hi, we have been using your product for a year. How do I add a new user to our workspace and change the billing address?\nThanks, Yuki',
  ),
  labelled(
    'Support',
    'Greg <greg@acmeprint.com>',
    'Third time asking!!',
    'This is the third time I write. Our dashboard has been showing no data for a week and nobody answers my tickets. This is unacceptable. We pay for this.',
  ),
  labelled(
    'Support',
    'Eva Lindt <eva@lindt-werk.de>',
    'Frage zum Webhook',
    'Hallo, unser Webhook liefert seit gestern keine Ereignisse mehr, ein Fehlercode 403 erscheint. Wie können wir das prüfen? Kein Notfall.\nEva',
  ),
  labelled(
    'Support',
    'Sam Lee <sam@brightpath.org>',
    'Re: [Ticket 8812] Sync issue',
    'Hi, the sync still fails with a timeout after your fix. Log file attached.\nSam\n\nOn Mon, Support wrote:\n> please try again\n> thanks',
    answer,
  ),
  // General
  labelled(
    'General',
    'Laura Fink <laura.fink@web.de>',
    'Bewerbung als Content Managerin',
    'Sehr geehrte Damen und Herren,\nanbei sende ich Ihnen meinen Lebenslauf und mein Anschreiben. Über ein Vorstellungsgespräch freue ich mich.\nLaura Fink',
    { attachments: [{ name: 'Lebenslauf.pdf', type: 'application/pdf', size: 200_000 }] },
  ),
  labelled(
    'General',
    'Ed Moss <ed.moss@techweekly.com>',
    'Interview request',
    'Hi, I am a journalist at Tech Weekly writing an article on marketing automation. Could I interview your CEO? My deadline is Thursday.\nEd',
  ),
  labelled(
    'General',
    'Tina <tina@example.com>',
    'Team lunch on Thursday',
    'Hi all, we booked the Italian place for the team lunch. Let me know about allergies. See you, Tina',
  ),
  labelled(
    'General',
    'accounts@printworks.co.uk',
    'Invoice 20391',
    'Dear customer,\nplease find attached our invoice 20391 for the brochures. Payment terms are 30 days; our bank details are below.\nPrintworks',
    { attachments: [{ name: 'invoice-20391.pdf', type: 'application/pdf', size: 50_000 }] },
  ),
  labelled(
    'General',
    'Maria Lopez <maria@fundacionluz.org>',
    'Gracias por el taller',
    'Hola, muchas gracias por el taller de ayer, fue muy útil para todo el equipo. Un abrazo, María',
  ),
  labelled(
    'General',
    'Paul Weber <pweber@uni-koeln.de>',
    'Umfrage für Masterarbeit',
    'Hallo, ich bin Student an der Uni Köln und schreibe meine Masterarbeit über E-Mail-Marketing. Würden Sie an meiner Umfrage teilnehmen?\nPaul',
  ),
  labelled(
    'General',
    'Weekly Roundup <hello@growthletter.com>',
    'Growth Letter #112',
    'In this issue: three ideas on onboarding, a chart, and a podcast. Read more https://growthletter.com/112\nYou are receiving this because you subscribed. Unsubscribe | View in browser',
  ),
  labelled(
    'General',
    'DHL <noreply@dhl.de>',
    'Ihre Sendung kommt morgen',
    'Ihre Sendungsnummer 00340 wird morgen zugestellt. Lieferung zwischen 10 und 14 Uhr.',
    { automated: 'No-reply sender' },
  ),
  labelled(
    'General',
    'Emma Stone <emma@partneragency.com>',
    'Out of Office: campaign brief',
    'I am out of the office until Monday with limited access to email.',
    { automated: 'Auto-Submitted: auto-replied (RFC 3834)' },
  ),
  labelled(
    'General',
    'Justin Hale <jh@linuxhackers.ie>',
    'Re: [ILUG] kernel panic on boot',
    'I think you need to compile the ext3 module into the kernel.\n\nOn Fri, Conor wrote:\n> it does not work after the upgrade\n> any ideas?\n\nCheers,\nJustin',
    answer,
  ),
  labelled(
    'General',
    'Sofia Neri <sofia@example.com>',
    'Spostare la riunione',
    'Ciao a tutti, possiamo spostare la riunione di domani alle 15? Ho un impegno. Grazie, Sofia',
  ),
  labelled(
    'General',
    'Camille Roux <camille@lagazette.fr>',
    'Demande d’interview',
    'Bonjour, journaliste à La Gazette, je prépare un article sur le marketing responsable et souhaiterais une interview de votre directrice.\nCamille',
  ),
  labelled(
    'General',
    'Pieter <pieter@drukkerijpost.nl>',
    'Levering flyers',
    'Hallo, de levering van de flyers staat gepland voor dinsdag tussen 9 en 12 uur. Is er iemand aanwezig? Pieter',
  ),
  labelled(
    'General',
    'Joe <joe@oldcolleague.net>',
    'congrats!',
    'Just saw the news about the award. Congratulations to the whole team, well done! Joe',
  ),
  // Spam
  labelled(
    'Spam',
    'Alex <alex@rankboosters.top>',
    'Rank on first page of Google',
    'Dear website owner,\nI came across your website and noticed errors. Our SEO experts can get you on the first page of Google with quality backlinks at an affordable price. Reply yes for a free audit.',
  ),
  labelled(
    'Spam',
    'Sarah Miles <sarah@dev-outsource.biz>',
    'Dedicated developers',
    'Hi, we are a software development company based in Asia. We offer dedicated developers at an hourly rate of $15. Do you have 15 minutes for a quick call this week?\nIf not interested, let me know.',
  ),
  labelled(
    'Spam',
    'MRS GRACE OBI <grace77211@hotmail.com>',
    'URGENT BUSINESS PROPOSAL',
    'DEAR BELOVED,\nI AM THE WIDOW OF THE LATE MINISTER. MY LATE HUSBAND LEFT THE SUM OF US$18,500,000 AND I NEED A FOREIGN PARTNER FOR THE TRANSFER. THIS IS STRICTLY CONFIDENTIAL. GOD BLESS.',
  ),
  labelled(
    'Spam',
    'IT Helpdesk <admin@mail-upgrade.xyz>',
    'Your mailbox is almost full',
    'Dear user,\nyour mailbox quota has been exceeded. Click here to verify your account http://198.51.100.7/login or your account will be deactivated within 24 hours.',
  ),
  labelled(
    'Spam',
    'Kate <kate@eventdata.info>',
    'Attendees list SaaSConf',
    'Hi, would you be interested in the attendees list of SaaSConf? We have 12,000 verified contacts with email addresses. Let me know and I will send counts and cost.',
  ),
  labelled(
    'Spam',
    'win@lucky-prize.click',
    'YOU HAVE WON!!!',
    'Congratulations! You have won a free iPhone. Claim your prize now, limited time offer! http://bit.ly/x1',
  ),
  labelled(
    'Spam',
    'low rates <rates8841@excite.com>',
    'Refinance now at the lowest rates    xkqjz',
    'Mortgage rates are at a 40 year low! Bad credit no problem. Save money with no obligation. Click here http://192.0.2.9/m\nTo be removed from our mailing list click below.',
  ),
  labelled(
    'Spam',
    'Max Krypto <max@gewinn-bot.icu>',
    'Passives Einkommen',
    'Lieber Freund, verdienen Sie Geld von zu Hause mit Bitcoin. Garantierte Rendite von 300 %. Klicken Sie hier und starten Sie jetzt, nur heute kostenlos!',
  ),
  labelled(
    'Spam',
    'Service Client <info@banque-secure.top>',
    'Votre compte a été suspendu',
    'Cher client, une activité inhabituelle a été détectée. Cliquez ici pour vérifier votre compte sous 24 heures.',
  ),
  labelled(
    'Spam',
    'Préstamos <prestamo@credito-ya.win>',
    'Oferta de préstamo',
    'Estimado cliente, ofrecemos crédito rápido sin aval con una tasa de interés del 2%. ¡Aproveche esta oferta limitada!',
  ),
  labelled(
    'Spam',
    'Daniela <daniela@siti-top.biz>',
    'Prima pagina di Google',
    'Gentile cliente, ho visitato il vostro sito. La nostra agenzia offre posizionamento SEO e realizzazione siti a prezzi bassi. Analisi gratuita!',
  ),
  labelled(
    'Spam',
    'Guest Post <mike@linkhub.co>',
    'Guest post on your blog',
    'Hello, do you accept guest posts with a dofollow link on your site? What do you charge for a sponsored post? We have many clients.\nMike',
  ),
  labelled(
    'Spam',
    'Jordan P. <jordan@leadgenpros.io>',
    'Quick question',
    'Hi there, we help companies like yours double your pipeline with qualified leads. Our clients have seen 3x meetings. Are you open to a quick 15 minute call? Just bumping this to the top of your inbox.',
  ),
];
