import type { Sign } from '../sign.ts';

/**
 * Words that prove nothing singly and lean one way together. Each different one counts, so that a
 * request in words of its own is told by the company they keep.
 */
export const hints = {
  leadHints: {
    category: 'Lead',
    weight: 0.55,
    kind: 'hint',
    says: 'uses the words of a buyer or partner',
    phrases: {
      en: 'your product* | your platform | your software | your tool | your service* | your company | your offering | your solution | your features | we want to | we would like | we d like | i d like to | i would like to | looking for | looking at | dealers | chain | startup | department | plan to | by autumn | next year | this quarter | new website | go live | launch | subscription for | quick question about | interested | features | gulf | market | region | distributor | apply | grants | booth | sponsor* | speaker | partner* | collaborat* | joint | cost | costs | price | prices | pricing | budget* | contract | provider* | vendor* | supplier* | options | offering* | you offer | do you offer | purchase | purchasing | buy | enterprise | agreement | pilot | rolling out | roll out | rollout | license* | licence* | users | seats | employees | package | per month | monthly cost | annual | requirements | reviewing | review options | evaluat* | compar* | considering | solution* | use case* | walk* ~ through | who can i speak | who can i talk | speak to someone | someone call | contact me | get started | onboarding | implement* | integrat* | locations | stores | branches | properties | sales reps | our clients ask* | recommend you | recommend your | programme | quarter | decision | decide | tool for | platform for | software for | we need | we are planning | honoured | honored | travel ~ covered | summit | audience | talk at | event | stage | invest* | portfolio | fund | growth',
      de: 'ihr produkt | ihre software | ihr tool | ihre plattform | ihre losung | wir mochten | ich mochte | wir wollen | bis herbst | nachstes jahr | einfuhrung | abteilung | zeigen | funktionen | partner* | sponsor* | handler | kosten | kostet | preis | budget | vertrag | anbieter | lizenz* | nutzer* | mitarbeiter* | testen | ausprobieren | kaufen | bestellen | paket* | monatlich | laufzeit | einsetzen | losung | bedarf | beratung | anfrage | planen | suchen | vergleich* | interess* | filialen | standorte | verein | empfehlen | veranstaltung',
      fr: 'votre produit | votre logiciel | votre outil | votre plateforme | votre service | nous souhaitons | nous souhaiterions | souhaiterais | je souhaite | nous voulons | nous aimerions | presentation | consultation | partenaire* | commune | region | fonctionnalites | cout | couts | prix | budget | contrat | fournisseur* | licence* | tester | acheter | formule | mensuel* | solution* | besoin | recherchons | cherchons | envisageons | salaries | collaborateurs | agence | recommander | programme | conseill* | projet | evenement',
      es: 'su producto | su software | su herramienta | su plataforma | su servicio | vuestro producto | vuestra herramienta | queremos | quisieramos | me gustaria | tienda | negocio | planes | funcionalidades | socio* | region | costo | coste | precio | presupuesto | contratar | contrato | proveedor* | licencia* | probar | comprar | paquete* | mensual | solucion | necesitamos | buscamos | interesa* | empleados | equipo de | proyecto | evento | sucursales | recomendar',
      it: 'vostro prodotto | vostro software | vostro strumento | vostro servizio | vorremmo | vorrei | negozio | attivita | piani | funzionalita | partner | regione | costo | costi | prezzo | budget | contratto | fornitore | licenz* | provare | acquist* | pacchett* | mensile | soluzione | cerchiamo | ci serve | interess* | dipendenti | progetto | evento | sedi | consigliare',
      nl: 'jullie product | jullie software | jullie tool | jullie platform | uw product | uw software | willen we | we willen | wij willen | zou graag | winkel | dealers | pakketten | functies | partner | regio | beurs | kosten | prijs | budget | contract | leverancier* | licentie* | testen | kopen | aanschaf* | pakket* | per maand | oplossing | zoeken | interesse | medewerkers | project | evenement | vestigingen | aanbevelen | beginnen',
      pt: 'seu produto | vosso produto | sua ferramenta | sua plataforma | vossa plataforma | queremos | gostaria | loja | negocio | planos | funcionalidades | parceiro* | regiao | voces | custo | custos | preco | orcamento | contratar | contrato | fornecedor* | licenc* | testar | comprar | pacote* | mensal | solucao | precisamos | procuramos | interess* | funcionarios | colaboradores | projeto | evento | recomendar',
    },
  },
  supportHints: {
    category: 'Support',
    weight: 0.6,
    kind: 'hint',
    says: 'uses the words of a customer',
    phrases: {
      en: 'error* | fail* | issue* | problem* | bug* | fix | fixed | broken | wrong | missing | twice | duplicate* | empty | blank | complain* | production | token | request id | logs | browser | tried | tried again | reinstall* | restart* | settings | setting | configur* | enable | disable | dashboard | export* | import* | sync* | reports | api | password | login | account | access | subscription | payments | charged | charging | billed | refund* | cancel* | renew* | stopped | suddenly | still | started after | started returning | since | this morning | instead of | expected | portal | resend | every month | take ~ off | your app | your editor | your system | your server* | in your | affected | 401 | 404 | 422 | 429 | 500 | correct | update my | change my | change our | look at this | look into | our customers | customers are | delivered | not ~ work*',
      de: 'fehler* | problem* | falsch | fehlt | fehlen | doppelt | leer | plotzlich | seit | einstellung* | freischalten | freigeschaltet | konto | account | zugang | zugriff | abo* | abgebucht | kundig* | exportier* | importier* | angezeigt | browser | versucht | andern | euer | eurer | eurem | konnt ihr | finde ~ nicht',
      fr: 'erreur* | probleme* | manque* | vide* | double | depuis | parametre* | compte | acces | abonnement | paiement* | resilier | espace client | navigateur | essaye | renvoyer | corriger | retrouve pas | modifier | s affiche* | plus ~ fonctionn*',
      es: 'error* | problema* | falta* | vaci* | duplicad* | desde | ajustes | configuracion | cuenta | acceso | suscripcion | pago | pagos | cancelar | navegador | intentado | revisar | cambiar | aparece* | no se ve* | sigue sin',
      it: 'errore* | problema* | mancan* | vuot* | doppi* | impostazion* | account | accesso | abbonamento | pagamento | browser | provato | risolvere | visualizz* | si vedono | modificare | da ieri | vostro editor | vostro sistema',
      nl: 'fout* | probleem | problemen | ontbreek* | leeg | dubbel | sinds | instelling* | account | toegang | abonnement | betaling | browser | geprobeerd | oplossen | wijzigen | nog steeds | plotseling | verschijnt | zie ~ niet',
      pt: 'erro* | problema* | falta* | vazi* | duplicad* | desde | configurac* | conta | acesso | assinatura | pagamento | navegador | tentamos | tentei | verificar | relatorio* | aparece* | alterar | resolver | nao ~ abre',
    },
  },
  generalHints: {
    category: 'General',
    weight: 0.5,
    kind: 'hint',
    says: 'speaks of everyday matters',
    phrases: {
      en: 'newsletter | meeting | deck | shared folder | folder | weekend | sunday | saturday | dinner | breakfast | rehears* | colleague* | article | edition | magazine | publication | statement | research* | student | intern | summer | overdue | outstanding | still open | reservation | hotel | delivery | parcel | photos | neighbour* | neighbor* | letting you know | let you know | just to say | stories | digest | conference | register here | tickets | mailing preferences | release | version | schedule | anniversary | photographer | invite | see attached | password for the wifi | intranet | policy | course | training | kids | mom | dad | yesterday evening | hope you are well | long time | how are you',
      de: 'besprechung | ordner | wochenende | sonntag | samstag | ausgabe | statement | recherchier* | studium | praktikant* | offen | mahnung | reservierung | hotel | treffen | kollegen | kolleginnen | intranet | schulung | gruss an',
      fr: 'reunion | dossier partage | week end | dimanche | samedi | numero | etudes | impaye | reservation | hotel | salle | collegues | formation',
      es: 'reunion | carpeta | fin de semana | domingo | sabado | edicion | estudios | pendiente | reserva | hotel | sala | confirmamos | companeros | formacion | desayuno',
      it: 'riunione | cartella | fine settimana | domenica | sabato | edizione | studi | insoluto | prenotazione | hotel | sala | confermiamo | colleghi | corso',
      nl: 'vergadering | map | weekend | zondag | zaterdag | editie | studie | openstaand* | reservering | hotel | zaal | bevestigen | collega* | cursus',
      pt: 'reuniao | pasta | fim de semana | domingo | sabado | edicao | estudos | em aberto | reserva | hotel | sala | confirmamos | colegas | formacao',
    },
  },
  spamHints: {
    category: 'Spam',
    weight: 0.45,
    kind: 'hint',
    says: 'uses the words of advertising',
    phrases: {
      en: 'hope you are doing well | hope this finds you | hope this email finds you | available for you | engineers | would you be interested in | would you like to see | let me know your | north america | usa | passport | watches | shipping | download | software | euros | expensive | retail | wallet | adult | partner bank | family of | free | click | guarantee* | cash | dollars | earn* | income | profit* | cheap | low cost | lowest | discount* | save | savings | deal | deals | winner* | bank | funds | transfer | confidential | died | relative | surname | inherit* | bank details | account details | your phone number | million | millions | redesign | outdated | mobile friendly | our portfolio | our packages | packages | graphics | your website | saw your | seo | ranking | traffic | leads | prospects | sales meetings | appointments | pay on results | pay per | only pay | for b2b | b2b firms | more clients | more customers | new customers | new clients | boost | agency | social media | competitors | diet | pills | doctors | melts | fat | pounds | miracle | thousands of people | no experience | call 1 | 1 800 | 1 888 | one time | order | offer | offers | limited | instantly | secret | amazing | exclusive | opportunity | success | wealth | rich | business owners | hurry | expire* | urgent* reply | reply urgently | sir madam | hello sir | hello there | kindly | worth a | not for you | i will stop | at no cost | quality products | our products | manufactur* | wholesale | china | shenzhen | samples | singles | girls | investment | credit | loan* | debt | risk',
      de: 'kostenlos | gratis | gewinn* | geld | klicken | daten bestatigen | bestatigen | gesperrt | eingeschrankt | rabatt | garantie* | verdien* | kunden gewinnen | reichweite | umsatz* | werbung | angebote | millionen | bank | uberweisung | kredit | exklusiv* | sofort | sichern sie',
      fr: 'gratuit* | gagne* | argent | cliquez | confirmer | suspendu | remise | garanti* | clients supplementaires | plus de clients | visibilite | chiffre d affaires | offres | millions | banque | virement | credit | exclusi* | profitez | promotion*',
      es: 'gratis | gratuit* | gana | ganar | dinero | clic | confirmar sus | suspendid* | descuento* | garanti* | mas clientes | visibilidad | ventas | redes sociales | ofertas | millones | banco | transferencia | credito | exclusiv* | paquetes desde | promocion*',
      it: 'gratis | gratuit* | guadagn* | soldi | denaro | clicca | sospes* | sconto | garanti* | nuovi clienti | piu clienti | visibilita | vendite | offerte | milioni | banca | bonifico | credito | esclusiv* | promozion*',
      nl: 'gratis | verdien* | geld | klik | geblokkeerd | korting* | garantie | nieuwe klanten | meer klanten | zichtbaarheid | omzet | aanbieding* | miljoen* | bank | overboeking | krediet | exclusie* | promotie*',
      pt: 'gratis | gratuit* | ganhe* | ganhar | dinheiro | clique | suspens* | desconto* | garanti* | mais clientes | visibilidade | vendas | redes sociais | ofertas | milhoes | banco | transferencia | credito | exclusiv* | promoc*',
    },
  },
} satisfies Record<string, Sign>;
