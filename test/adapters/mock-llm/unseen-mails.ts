import { labelled, type Labelled } from './mails.ts';

/**
 * Written before the vocabulary was tuned and not looked at while tuning: what they score says how
 * the mock does on mail that it was not made for.
 */
export const unseenMails: Labelled[] = [
  labelled(
    'Lead',
    'Helen Park <hpark@orchardhotels.com>',
    'Switching our email platform',
    'Good morning,\n\nOur contract with our current provider ends in June and the hotel group (14 properties) is reviewing options. I would appreciate someone walking me through what you offer and how the rates work for groups.\n\nBest, Helen',
  ),
  labelled(
    'Lead',
    'Felix <felix.wagner@gmx.de>',
    'Kosten?',
    'Hallo, was würde das für einen Verein mit 10 Leuten kosten, und kann man das vorher testen? Gruß Felix',
  ),
  labelled(
    'Lead',
    'Isabelle Fournier <i.fournier@agence-nova.fr>',
    'Devenir revendeur',
    'Bonjour, notre agence accompagne une quarantaine de PME et nous aimerions leur recommander votre outil. Existe-t-il un programme pour les revendeurs ?',
  ),
  labelled(
    'Lead',
    'Diego <diego@clinicasol.mx>',
    'Quisiera contratar',
    'Buenas tardes, tenemos una clínica y queremos contratar el servicio para enviar recordatorios a pacientes. ¿Cuál sería el costo mensual?',
  ),
  labelled(
    'Lead',
    'Wei Zhang <wei@transparcel.com>',
    'Enterprise agreement',
    'We are rolling out a new CRM to 600 sales reps in Q3 and need a marketing add-on. Who can I speak to about an enterprise agreement and a pilot?',
  ),
  labelled(
    'Lead',
    'Ruth Adeyemi <ruth@africatechsummit.org>',
    'Speaker invitation',
    'Dear team, we would be honoured if one of your leaders gave a talk at the Africa Tech Summit in Kigali. Travel would be covered.',
  ),
  labelled(
    'Lead',
    'Bart <bart@zonnepanelenwest.nl>',
    'Vraag over jullie pakket',
    'Hoi, wat zijn de kosten per maand voor jullie grootste pakket en zit er een opzegtermijn aan? We willen met 8 man beginnen.',
  ),
  labelled(
    'Support',
    'Chris Doyle <chris@doylelegal.ie>',
    'Emails going out twice',
    'Every campaign we schedule is delivered twice to the same contacts. It started after we connected the new domain. Can somebody look at this quickly? Clients are complaining.',
  ),
  labelled(
    'Support',
    'Petra Kunz <p.kunz@kunz-reisen.de>',
    'Zugang für neue Kollegin',
    'Hallo zusammen, könnt ihr bitte Frau Albers für unseren Account freischalten? Ich finde die Einstellung nicht. Danke! Petra',
  ),
  labelled(
    'Support',
    'Amélie <amelie@boutiquelys.fr>',
    'Facture de mars',
    'Bonjour, je ne retrouve pas la facture de mars dans mon espace client, pourriez-vous me la renvoyer ? Merci',
  ),
  labelled(
    'Support',
    'Vasco Lima <vasco@limatex.pt>',
    'Relatórios vazios',
    'Boa tarde, desde ontem os relatórios da nossa conta aparecem vazios. Já tentámos noutro navegador. Podem verificar?',
  ),
  labelled(
    'Support',
    'Dr. Beth Ross <beth@rossdental.com>',
    'please take my card off',
    'I closed the practice in May and you still take $49 every month. I want those payments stopped and returned.',
  ),
  labelled(
    'Support',
    'Tommaso <tommaso@oliotoscano.it>',
    'Immagini non visibili',
    'Salve, nelle email che inviamo con il vostro editor le immagini non si vedono su Outlook. Come possiamo risolvere?',
  ),
  labelled(
    'Support',
    'ops@quickship.com',
    'API returning 401',
    'Our integration started returning 401 this morning although the token was not changed. Production orders are affected. Request id 7f3a.',
  ),
  labelled(
    'General',
    'Nadia <nadia@example.com>',
    'slides for Monday',
    'Can you drop the final deck into the shared folder before the weekend? I want to rehearse on Sunday. N.',
  ),
  labelled(
    'General',
    'Kwame Mensah <kwame.mensah@gmail.com>',
    'Marketing internship',
    'Dear Sir or Madam, I am a third-year student looking for a summer internship in your marketing team. My resume is attached. Thank you for considering me.',
    { attachments: [{ name: 'kwame_cv.pdf', type: 'application/pdf', size: 80_000 }] },
  ),
  labelled(
    'General',
    'Redaktion <redaktion@werbewoche.ch>',
    'Stellungnahme',
    'Guten Tag, für unsere nächste Ausgabe recherchieren wir zu Datenschutz im Marketing. Könnten Sie uns bis Mittwoch ein Statement schicken?',
  ),
  labelled(
    'General',
    'Office Cleaning Ltd <accounts@officecleaning.co.uk>',
    'Statement March',
    'Hello, a friendly reminder that invoice 771 from February is still open. Could you let us know when we can expect payment? Regards, accounts',
  ),
  labelled(
    'General',
    'Stefan <stefan@rpm-users.org>',
    'Re: spec file question',
    "You don't need the %post scriptlet, ldconfig is run by a trigger these days.\n\n> Should I call ldconfig in %post?\n> It fails on my box.\n\nStefan",
    { threadId: '<other@rpm-users.org>' },
  ),
  labelled(
    'General',
    'Slashdot Digest <slashdot@slashdot.org>',
    'Stories for 2002-09-10',
    'Stories from the last day: http://slashdot.org/1 Browser wars http://slashdot.org/2 Free software in schools http://slashdot.org/3 Mozilla 1.1 http://slashdot.org/4\nYou can change your mailing preferences at http://slashdot.org/users',
  ),
  labelled(
    'General',
    'Elena <elena@hotelmar.es>',
    'Su reserva del 12 al 14',
    'Estimados señores, les confirmamos la sala para su evento del día 12. El desayuno se servirá a las 8. Saludos, Elena',
  ),
  labelled(
    'General',
    'Grandma <rosemary.w@aol.com>',
    'wrong address?',
    'I got your leaflet in the mail but it was meant for my neighbour. Just letting you know dear. Rosemary',
  ),
  labelled(
    'Spam',
    'Ravi <ravi@webpixels.in>',
    'Website redesign proposal',
    'Hello Sir/Madam, your website looks outdated. We can create a modern, mobile-friendly one with great graphics at low cost. May I send our portfolio and packages?',
  ),
  labelled(
    'Spam',
    'Barr. James Cole <jcole4471@yahoo.co.uk>',
    'Regarding your late relative',
    'I am a solicitor to a client who died in a crash with his family. You share his surname, and the bank holds 9.4 million dollars which I want to release to you as next of kin. Reply with your phone and bank details.',
  ),
  labelled(
    'Spam',
    'offers247@dealz.bid',
    'Lose 20 pounds in 2 weeks!!!',
    'Doctors hate this! Our herbal diet formula melts fat fast. Order today, money back guarantee, 50% off. Click here http://dealz.bid/a',
  ),
  labelled(
    'Spam',
    'Sparkasse <service@spk-kundenportal.click>',
    'Ihr Konto wurde eingeschränkt',
    'Sehr geehrter Kunde, aus Sicherheitsgründen müssen Sie Ihre Daten bestätigen. Klicken Sie auf den Link, sonst wird Ihr Konto gesperrt.',
  ),
  labelled(
    'Spam',
    'Nick Ray <nick@growthflow.agency>',
    'idea for your team',
    'Saw your website and had an idea. We book 20 to 30 sales meetings a month for B2B firms, and you only pay on results. Worth a chat on Thursday? If it is not for you just tell me and I will stop.',
  ),
  labelled(
    'Spam',
    'Carmen <carmen@marketingtotal.lat>',
    'Más clientes para su empresa',
    'Hola, ayudamos a empresas a conseguir más clientes con campañas en redes sociales. Paquetes desde 99 dólares. ¿Le interesa una consulta gratuita?',
  ),
  labelled(
    'Spam',
    'make it happen <biz@netopp.com>',
    'Be your own boss',
    'Tired of the 9 to 5? Thousands of people earn $5,000 a week working from home with our system. No experience needed. Call 1-800-555-0101 now! This is a one time mailing.',
  ),
];
