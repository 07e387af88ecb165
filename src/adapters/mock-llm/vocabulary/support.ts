import type { Sign } from '../sign.ts';

/** Somebody who already uses the product has a problem with it or a request about it. */
export const supportSigns = {
  problem: {
    category: 'Support',
    weight: 2.5,
    says: 'reports a problem',
    phrases: {
      en: 'not working | doesn t work | does not work | don t work | isn t working | stopped working | no longer work* | broken | crashes | crashing | keeps crashing | error message | an error | getting error* | get an error | error code | error 4* | error 5* | 500 error | 403 | 502 | 503 | throws | a bug | bug report | fails to | failing | keeps failing | export fails | import fails | not loading | won t load | doesn t load | blank page | white screen | spinning | timeout* | timing out | timed out | outage | is down | went down | unreachable | not sync* | stopped syncing | out of sync | data is missing | missing data | have disappeared | disappeared | lost all | data loss | not receiving | not showing | not show up | not displayed | not displaying | not updating | not saving | not arriving | no longer | incorrectly | duplicates | wrong data | shows nothing | nothing happens | keeps showing | not sending | aren t being sent | very slow | extremely slow | unusable | freezes | frozen | stuck | glitch* | issue with | problem with | problems with | having trouble | having issues | having problems | unable to | not able to | we can t | i can t | cannot open | can t open | cannot export | cannot import | cannot save',
      de: 'funktioniert nicht* | funktionieren nicht* | geht nicht* | fehlermeldung* | einen fehler | fehlercode | ein fehler | absturz* | sturzt ~ ab | sturzt | bug | defekt | ausfall | nicht erreichbar | nicht verfugbar | ladt nicht | fehlgeschlagen | schlagt fehl | problem mit | probleme mit | probleme beim | storung* | verschwunden | datenverlust | fehlen ~ daten | nicht mehr moglich | kann ~ nicht mehr | konnen ~ nicht mehr | seit dem update | seit gestern | extrem langsam | nicht synchron* | hangt',
      fr: 'ne fonctionne* pas | ne fonctionne* plus | ne marche* pas | ne marche* plus | message d erreur | une erreur | erreur 5* | erreur 4* | bug | plante | en panne | panne | indisponible | inaccessible | ne se charge* | ne charge* | impossible de | n arrive* pas a | n arrive* plus | n arrivons pas | n arrivons plus | probleme avec | un probleme | rencontrons des | perdu ~ donnees | ont disparu | tres lent | dysfonctionnement | echoue | bloque*',
      es: 'no funciona* | dejo de funcionar | deja de funcionar | ha dejado de | mensaje de error | un error | error 5* | error 4* | fallo | falla | falla al | se cae | caido | caida | no carga* | no puedo | no podemos | no me deja | no nos deja | problema con | problemas con | un problema | se han perdido | ha desaparecido | han desaparecido | muy lento | incidencia* | bloquead*',
      it: 'non funziona* | smesso di funzionare | messaggio di errore | un errore | errore 5* | errore 4* | guasto | si blocca | bloccat* | non si carica* | non carica | non riesco | non riusciamo | non possiamo | problema con | un problema | problemi con | perso ~ dati | scompars* | spariti | molto lento | malfunzionamento | disservizio | bug',
      nl: 'werkt niet* | werken niet* | doet het niet | foutmelding* | een fout | fout 5* | fout 4* | storing* | crasht | vastgelopen | loopt vast | onbereikbaar | niet bereikbaar | laadt niet | kan niet | kunnen niet | kan ik niet | kunnen we niet | lukt niet | lukt het niet | probleem met | problemen met | een probleem | verdwenen | gegevens kwijt | erg traag | bug',
      pt: 'nao funciona* | deixou de funcionar | parou de funcionar | mensagem de erro | um erro | erro 5* | erro 4* | falha* | fora do ar | travou | trava | travando | nao carrega* | nao consigo | nao conseguimos | problema com | problemas com | um problema | perdemos ~ dados | desaparec* | sumiram | muito lent* | bug',
    },
  },
  login: {
    category: 'Support',
    weight: 2.8,
    says: 'cannot log in',
    phrases: {
      en: 'password reset | reset my password | reset ~ password | reset link | forgot my password | cannot log in | can t log in | can t login | cannot login | unable to log in | log in anymore | login problem* | login issue* | locked out | two factor | 2fa | lost my phone | cannot sign in | can t sign in | unable to sign in | cannot access my | cannot access our | can t access my | can t access our | lost access | no longer access | restore access | add a user | remove a user | add new user*',
      de: 'passwort zurucksetzen | passwort vergessen | passwort | nicht einloggen | nicht mehr einloggen | nicht anmelden | nicht mehr anmelden | anmeldung funktioniert | login | ausgesperrt | kein zugriff | keinen zugriff | zugang gesperrt | zwei faktor',
      fr: 'mot de passe | me connecter | nous connecter | se connecter | connexion a mon | acces a mon compte | acces a notre compte | compte bloque | double authentification | reinitialis*',
      es: 'contrasena | iniciar sesion | acceder a mi cuenta | acceder a nuestra cuenta | acceder a la cuenta | cuenta bloqueada | restablecer',
      it: 'password | accedere al mio | accedere all account | accedere al nostro | effettuare il login | account bloccato | reimpostare | reimpostazione',
      nl: 'wachtwoord | inloggen | aanmelden lukt | geen toegang | account geblokkeerd | opnieuw instellen',
      pt: 'senha | palavra passe | fazer login | iniciar sessao | acessar a minha | aceder a minha | acessar minha | aceder a nossa | conta bloqueada | redefin*',
    },
  },
  customer: {
    category: 'Support',
    weight: 2.2,
    says: 'is a customer already',
    phrases: {
      en: 'my account | our account | my subscription | our subscription | our plan | my plan | my licen* | our licen* | our workspace | my workspace | our dashboard | my dashboard | our instance | our tenant | our integration | our api key | my api key | existing customer* | we are customers | we are a customer | long time customer | loyal customer | customer since | customer number | customer id | order number | my order | ticket number | ticket id | case number | support ticket | we have been using your | i have been using your | been using your | we use your | since the update | since the last update | after the update | after upgrading | since yesterday | since this morning | your support | support team | account manager | as a paying | we pay for | we are paying',
      de: 'mein konto | meinem konto | unser konto | unserem konto | unseren account | unserem account | mein abo* | unser abo* | unsere lizenz* | unserer lizenz | kundennummer | bestellnummer | ticketnummer | als kunde* | sind kunde | bestandskunde* | vertragsnummer | unser vertrag | ihr support | ihren support | support team | wir nutzen ihr* | nutze ihr*',
      fr: 'mon compte | notre compte | mon abonnement | notre abonnement | notre licence | numero de client | numero client | numero de commande | ma commande | numero de ticket | en tant que client* | nous sommes clients | client depuis | clients depuis | service client | votre support | nous utilisons votre | j utilise votre',
      es: 'mi cuenta | nuestra cuenta | mi suscripcion | nuestra suscripcion | nuestra licencia | numero de cliente | numero de pedido | mi pedido | numero de ticket | como clientes | somos clientes | soy cliente | cliente desde | soporte tecnico | atencion al cliente | utilizamos su | usamos su | desde la actualizacion',
      it: 'mio account | nostro account | mio abbonamento | nostro abbonamento | nostra licenza | codice cliente | numero d ordine | numero ordine | mio ordine | numero di ticket | siamo clienti | sono cliente | cliente dal | clienti dal | assistenza clienti | vostra assistenza | assistenza tecnica | utilizziamo il vostro | usiamo il vostro',
      nl: 'mijn account | ons account | onze account | mijn abonnement | ons abonnement | onze licentie* | klantnummer | bestelnummer | mijn bestelling | ticketnummer | als klant | zijn klant | ben klant | klantenservice | jullie support | we gebruiken jullie | wij gebruiken uw | sinds de update',
      pt: 'minha conta | nossa conta | minha assinatura | nossa assinatura | minha subscricao | nossa subscricao | nossa licenca | numero de cliente | numero do pedido | meu pedido | minha encomenda | numero do ticket | somos clientes | sou cliente | cliente desde | suporte tecnico | apoio ao cliente | atendimento ao cliente | usamos o seu | utilizamos a vossa | desde a atualizacao',
    },
  },
  billing: {
    category: 'Support',
    weight: 2.8,
    says: 'has a billing request',
    phrases: {
      en: 'charged twice | double charge* | charged for | overcharged | wrongly charged | been charged | was charged | were charged | billed twice | refund | money back | wrong amount | invoice is wrong | incorrect invoice | wrong invoice | error on ~ invoice | copy of ~ invoice | copies of ~ invoice* | invoice for my | invoice for our | our last invoice | our latest invoice | your last invoice | your invoice | change ~ billing | billing address | billing cycle | billing question | billing issue | billing details | credit note | cancel my | cancel our | cancel the subscription | cancellation of our | renewal of our | our renewal | auto renewal | downgrade | payment method | update ~ credit card | card was declined | card expired',
      de: 'doppelt abgebucht | doppelt belastet | zu viel berechnet | falsch abgerechnet | abgebucht | ruckerstattung | erstattung | geld zuruck | rechnung ist falsch | falsche rechnung | fehlerhafte rechnung | ihre rechnung | rechnungskopie | rechnungsadresse | kopie der rechnung | rechnung fur unser* | gutschrift | kundigen | kundigung | abo kundigen | zahlungsmethode | verlangerung',
      fr: 'preleve* deux fois | debite* deux fois | double prelevement | ete debite* | ete preleve* | factures deux fois | rembours* | facture erronee | erreur de facturation | erreur sur ~ facture | copie de ~ facture | votre facture | adresse de facturation | facturation | avoir sur | resilier | resiliation | moyen de paiement | renouvellement',
      es: 'cobrado dos veces | doble cargo | cobro duplicado | cobrado de mas | han cobrado | me cobraron | nos cobraron | reembolso | devolucion del dinero | factura incorrecta | error en la factura | copia de la factura | su factura | direccion de facturacion | facturacion | cancelar mi | cancelar nuestra | cancelar la suscripcion | darme de baja | metodo de pago | renovacion',
      it: 'addebitat* due volte | doppio addebito | addebito | addebitato | rimborso | fattura errata | fattura sbagliata | errore nella fattura | copia della fattura | vostra fattura | indirizzo di fatturazione | fatturazione | disdire | disdetta | annullare l abbonamento | metodo di pagamento | rinnovo',
      nl: 'dubbel afgeschreven | twee keer afgeschreven | te veel betaald | afgeschreven | terugbetaling | geld terug | terugstorten | factuur klopt niet | verkeerde factuur | kopie van ~ factuur | uw factuur | jullie factuur | factuuradres | facturatie | creditnota | opzeggen | opzegging | betaalmethode | verlenging',
      pt: 'cobrado duas vezes | cobrança duplicada | cobranca em duplicidade | cobrada duas vezes | cobraram | cobrados | foi cobrado | reembolso | estorno | fatura errada | fatura incorreta | erro na fatura | copia da fatura | sua fatura | segunda via | endereco de faturacao | faturacao | faturamento | cancelar minha | cancelar a minha | cancelar nossa | cancelar a nossa | cancelar a assinatura | cancelamento | metodo de pagamento | forma de pagamento | renovacao',
    },
  },
  data: {
    category: 'Support',
    weight: 3.2,
    says: 'asks about their data or account',
    phrases: {
      en: 'gdpr | ccpa | delete my data | delete my account | delete our account | close my account | close our account | erase my | erasure | data export of | export of our data | export all ~ data | export our data | export my data | data subject | subject access | right of access | my personal data | data you hold | data you have about | data processing agreement | dpa | remove my data | please remove me | please unsubscribe me | unsubscribe me | take me off your | remove me from your | stop sending me | correct my data | transfer ~ ownership | data breach',
      de: 'dsgvo | meine daten | unsere daten | datenauskunft | auskunft nach | auskunft uber | daten loschen | aus ihrem verteiler | tragen sie mich aus | abmelden vom newsletter | keine weiteren mails | konto loschen | loschung | auftragsverarbeitung* | avv | datenexport | personenbezogen* | datenschutzanfrage',
      fr: 'rgpd | mes donnees | nos donnees | donnees personnelles | supprimer mon compte | supprimer notre compte | suppression de mon | suppression de mes | droit d acces | exporter nos | export de nos | accord de traitement',
      es: 'rgpd | mis datos | nuestros datos | datos personales | eliminar mi cuenta | borrar mi cuenta | eliminacion de mis | supresion de mis | derecho de acceso | exportar nuestros | exportar mis',
      it: 'gdpr | miei dati | nostri dati | dati personali | cancellare il mio account | eliminare il mio account | cancellazione dei | diritto di accesso | esportare i',
      nl: 'avg | mijn gegevens | onze gegevens | persoonsgegevens | account verwijderen | gegevens verwijderen | inzageverzoek | recht op inzage | verwerkersovereenkomst | exporteren',
      pt: 'lgpd | rgpd | meus dados | nossos dados | dados pessoais | excluir minha conta | apagar a minha conta | eliminar a minha conta | exclusao dos | direito de acesso | exportar os',
    },
  },
  help: {
    category: 'Support',
    weight: 1.2,
    says: 'asks for help',
    phrases: {
      en: 'need help | need some help | please help | can you help | can you please help | could you help | how do i | how can i | where do i | where can i find | not sure how | is there a way to | assistance with | need assistance | please advise | please fix | please look into | can you check | could you check | please check | please investigate | investigate | workaround | known issue | reproduce | screenshot | attached logs | log file* | help us | webhook*',
      de: 'brauche hilfe | brauchen hilfe | bitte um hilfe | konnen sie ~ helfen | konnen sie mir | helfen | wie kann ich | wie konnen wir | bitte prufen | bitte beheben | screenshot | hilfe',
      fr: 'besoin d aide | pouvez vous m aider | pouvez vous nous aider | m aider | nous aider | comment puis je | comment faire | merci de verifier | de corriger | capture d ecran | votre aide',
      es: 'necesito ayuda | necesitamos ayuda | pueden ayudar* | puede ayudar* | me ayuden | ayudarme | ayudarnos | como puedo | como podemos | por favor revisen | revisar | captura de pantalla',
      it: 'ho bisogno di aiuto | bisogno di aiuto | aiutarmi | aiutarci | potete aiutar* | puo aiutar* | come posso | come possiamo | potete verificare | potete controllare | schermata',
      nl: 'hulp nodig | kunt u mij helpen | kunnen jullie ~ helpen | helpen | hoe kan ik | hoe kunnen we | oplossen | nakijken | schermafbeelding',
      pt: 'preciso de ajuda | precisamos de ajuda | podem ajudar | pode me ajudar | pode ajudar* | me ajudar | nos ajudar | como posso | como podemos | verificar | captura de tela',
    },
  },
} satisfies Record<string, Sign>;
