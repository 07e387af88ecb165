import { answer, labelled, type Labelled } from './labelled.ts';

/**
 * Written after the vocabulary and never used to tune it: what these score tells how the mock does
 * on mail that it was not made for. Do not tune on them; write new ones.
 */
export const unseenMails: Labelled[] = [
  labelled(
    'Lead',
    'Olga Petrova <olga@balticfreight.lt>',
    'Campaign software for a freight forwarder',
    'Good afternoon,\n\nI was asked to shortlist three products for our marketing department of nine. Can you tell me whether yours integrates with Dynamics and what the licence would cost us annually?\n\nKind regards,\nOlga Petrova',
  ),
  labelled(
    'Lead',
    'Matthias Huber <huber@berghotel-huber.at>',
    'Interesse',
    'Grüß Gott, ein befreundeter Hotelier schwärmt von Ihrem Programm. Wir haben 4 Häuser. Bitte schicken Sie mir Unterlagen und Preise.',
  ),
  labelled(
    'Lead',
    'Laure <laure@asso-lien.fr>',
    'Tarif association',
    'Bonjour, avez-vous une offre pour les associations ? Nous envoyons une lettre mensuelle à 3 000 adhérents.',
  ),
  labelled(
    'Lead',
    'Nuria Campos <nuria@mediterraneotech.es>',
    'Colaboración',
    'Hola, somos una consultora de CRM y varios clientes nos piden una herramienta como la vuestra. ¿Tenéis acuerdos para partners?',
  ),
  labelled(
    'Lead',
    'Davide Ferri <davide@digitaldays.it>',
    'Invito come relatore',
    'Gentili, organizziamo i Digital Days a Bologna e saremmo lieti di avere un vostro esperto sul palco. Ci sono anche pacchetti sponsor.',
  ),
  labelled(
    'Support',
    'Kelly Brandt <kelly@brandtfloral.com>',
    'Template lost',
    'I spent two hours on a template, saved it, and now it is not in the list any more. Is there a way to get it back? I need it tonight.',
  ),
  labelled(
    'Support',
    'Stefanie Koch <s.koch@kochmedia.de>',
    'Testmail kommt nicht an',
    'Hallo, unsere Testmails aus eurem Editor kommen bei Outlook-Adressen nicht an. Bei Gmail geht es. Woran liegt das?',
  ),
  labelled(
    'Support',
    'Yann <yann@surfshop-brest.fr>',
    'Double débit',
    'Bonjour, j’ai été débité deux fois de 39 € ce mois-ci. Pouvez-vous me rembourser ? Merci.',
  ),
  labelled(
    'Support',
    'Beatriz Rocha <bia@rochaimoveis.com.br>',
    'Erro ao enviar',
    'Boa tarde, quando tento enviar a campanha aparece a mensagem "limite excedido", mas nosso plano permite 10 mil envios.',
  ),
  labelled(
    'Support',
    'Gerrit <gerrit@tuincentrumgroen.nl>',
    'Abonnement stoppen',
    'Hallo, ik wil mijn abonnement per 1 juli stopzetten en graag al mijn gegevens laten wissen.',
  ),
  labelled(
    'General',
    'Anja <anja@example.com>',
    'Fotos vom Sommerfest',
    'Hallo zusammen, die Fotos vom Sommerfest liegen jetzt im Ordner. Viel Spaß beim Anschauen!',
  ),
  labelled(
    'General',
    'Raj Patel <raj.patel@gmail.com>',
    'Content writer position',
    'Hello, I saw your ad for a content writer and attach my resume and three samples. I could start in May.',
    { attachments: [{ name: 'Raj_Patel_Resume.docx', type: 'application/msword', size: 40_000 }] },
  ),
  labelled(
    'General',
    'Print & More <info@printandmore.eu>',
    'Your invoice 5531',
    'Dear customer, thank you for your order. Attached you will find invoice 5531, payable within 14 days.',
    { attachments: [{ name: '5531.pdf', type: 'application/pdf', size: 40_000 }] },
  ),
  labelled(
    'General',
    'Kevin <kevin@linux.ie>',
    'Re: [ILUG] printing under debian',
    'I would try cups instead of lpr, much less pain. apt-get install cupsys and go to localhost:631.\n\n> my printer prints garbage\n> any ideas?\n',
    answer,
  ),
  labelled(
    'General',
    'Julia Stern <j.stern@handelsblatt-neu.de>',
    'Interview zum Thema KI',
    'Guten Tag, ich bin Journalistin und schreibe über KI im Marketing. Hätte Ihre Geschäftsführung Zeit für ein kurzes Interview?',
  ),
  labelled(
    'Spam',
    'Daniel Reed <daniel@seo-ninjas.co>',
    'Quick win for your rankings',
    'Hey, I checked your site and you are losing visitors to competitors. We build high authority links that bring organic traffic. Can I send you our price list?',
  ),
  labelled(
    'Spam',
    'United Nations Fund <unfund551@aol.com>',
    'YOUR COMPENSATION PAYMENT',
    'Attention beneficiary, the sum of $2,800,000.00 has been approved in your name. Send your full name, address and phone number to the paying bank for release.',
  ),
  labelled(
    'Spam',
    'Account Team <security@m1crosoft-login.click>',
    'Password expires today',
    'Dear user, your password expires today. Keep your current password by clicking the link below. http://m1crosoft-login.click/keep',
  ),
  labelled(
    'Spam',
    'Trim Fast <trim8812@mail15.net>',
    'Burn fat while you sleep',
    'Amazing new pill! Lose up to 30 pounds in a month without dieting. Risk free, order now. If you wish to be removed click here.',
  ),
  labelled(
    'Spam',
    'Emily <emily@offshoredevs.in>',
    'Web & app development',
    'Dear Sir, we are an IT company from India with 120 developers. We offer web design, mobile apps and digital marketing at very reasonable rates. Please share your requirement.',
  ),
];
