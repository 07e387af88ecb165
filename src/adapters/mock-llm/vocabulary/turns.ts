import type { Sign } from '../sign.ts';

/**
 * Turns of phrase: how people ask, complain, sell and report when they name none of the things that
 * the other tables hold.
 */
export const turns = {
  leadTurns: {
    category: 'Lead',
    weight: 1.7,
    says: 'asks as a new customer or partner would',
    phrases: {
      en: 'what would it | what would we pay | how fast could | how fast can | how soon can | how soon could | how quickly can | how long does it take to | do you charge | a year | per year | yearly | sign up for | we sign up | go ahead | like to proceed | ready to proceed | we have decided to | move forward with | whom should i | who should i talk | who should i speak | who can help me | right contact | best person to | who handles | could someone | can someone call | can somebody call | was recommended | recommended you | recommended your | recommended to us | pointed me to you | told me about you | heard about you | heard of you* | heard good things | saw your product | saw your booth | saw your demo | saw your presentation | read about your | your brochure | send ~ information | send ~ details | more details about your | more info about your | information on your | tell me more about your | learn more about | working together | work together | bundling | both companies | benefit both | benefits for both | mutual customers | shared customers | on your side | complement* your | opening new | we are growing | would it work for | would your | is your product | is your tool | is your software | is your platform | suitable for | suit a | right fit for | for a team of | for our company | for our school | for our organi* | we are a | we re a | we run a | i run a | i own a | our company is | our current provider | current system | current tool | current vendor | outgrown | spreadsheet* | homemade | in house script',
      de: 'was wurde | wie schnell konnte* | empfohlen | weiterempfohlen | aufmerksam geworden | auf sie aufmerksam | mehr informationen zu ihr* | informationen uber ihr* | infomaterial | wer ware ~ ansprechpartner | teilnehmen mochten | vergabe | markterkundung | gemeinsam mit ihnen | geeignet fur | eignet sich | wir sind ein | wir sind eine | ich betreibe | wir betreiben | pro jahr | im monat kosten | jahrlich | vorher testen | bisherig* anbieter | aktuelle* anbieter | bislang mit excel',
      fr: 'conseille par | recommande par | a ete conseille | a ete recommande | renseignements | plus d informations sur | comment se passe | par an | annuel* | travailler ensemble | a qui dois je | conviendrait | adapte a | nous ouvrons | nous sommes une | nous sommes un | je dirige | nous equiper | prestataire actuel | outil actuel | postes',
      es: 'nos recomend* | me recomend* | nos han hablado | mas informacion | informacion sobre | al ano | anual | trabajar juntos | con quien | somos una | somos un | dirijo una | tengo una | nos gustaria | nos encantaria | contar con ustedes | contar con vosotros | proveedor actual | herramienta actual | sirve para | valdria para',
      it: 'ci e stato consigliato | consigliato da | maggiori informazioni | informazioni su | informazioni sul | all anno | annuale | lavorare insieme | con chi posso | siamo una | siamo un | gestisco | ho un | ho una | adatto a | ci piacerebbe | fornitore attuale | strumento attuale',
      nl: 'aangeraden | aanbevolen | meer informatie | informatie over | per jaar | jaarlijks | samen met jullie | samen met u | met wie kan | wij zijn een | we zijn een | ik heb een | geschikt voor | wat zijn de kosten | huidige leverancier | huidige systeem | zouden graag',
      pt: 'recomendaram | recomendado por | mais informacoes | informacoes sobre | por ano | anual | trabalhar juntos | com quem posso | somos uma | somos um | tenho uma | tenho um | gostariamos de | gostaria de saber | serve para | adequado para | fornecedor atual | ferramenta atual',
    },
  },
  supportTurns: {
    category: 'Support',
    weight: 1.7,
    says: 'describes trouble with what they use',
    phrases: {
      en: 'vanished | are gone | is gone | bring back | restore | backup | recover | used to work | worked before | worked fine | worked until | doesn t let | won t let | won t open | won t save | won t send | won t accept | still says | still shows | still not | still no | still pending | still waiting | still get* | days now | weeks now | did that | tried that | already tried | tried everything | tried ~ browser* | nothing works | no luck | keeps saying | keeps asking | keeps logging | rejected | invalid | expired | not found | permission denied | permissions | as a customer | under contract | sub processors | how come | why is | why does | why are | why can t | why do | disconnected | disconnects | accidentally | by mistake | unexpected | unexpectedly | didn t authori* | did not authori* | stop charging | stop taking | taken from my | returned to me | your page | your website says | your app | the app | the editor | the form | the page | when i click | when we click | when i try | when we try | every time i | every time we | i clicked | nothing happens | not arrive* | never arrive* | never received | haven t received | have not received | didn t receive | spam folder | wrong language | wrong time | wrong name | we merged | i merged | i deleted',
      de: 'komme nicht | komme ich nicht | kommen nicht | kommen wir nicht | komme nicht mehr | nicht mehr | sind weg | ist weg | verloren gegangen | wiederherstell* | zuruckholen | verlangt | was nun | was tun | trotzdem | bereits versucht | schon versucht | schon probiert | seit tagen | seit wochen | zeigt ~ nicht | wird nicht angezeigt | geloscht | versehentlich | warum | wieso | abgelehnt | ungultig | abgelaufen | kommt nicht an | kommen nicht an | nie angekommen | nicht erhalten | wenn ich auf',
      fr: 'ne ~ plus | perdu* | recuperer | restaurer | deja essaye | avons essaye | toujours pas | toujours rien | pourquoi | expire | invalide | refuse* | preleve* | inattendu* | me rendre | par erreur | pas recu | n ai pas recu | quand je clique | s affiche pas | n apparait* | que faire',
      es: 'ya no | no guarda | no aparece* | no llega* | no se guarda* | no me llega* | perdi | perdido | recuperar | restaurar | hemos probado | he probado | que hacemos | que hago | sigue sin | por que | caducad* | rechazad* | por error | cuando hago clic | no he recibido | no hemos recibido',
      it: 'non ~ piu | non arriva* | non salva | non appare | non compare | perso | recuperare | ripristin* | gia provato | abbiamo provato | ho provato | cosa facciamo | che faccio | perche | scadut* | rifiutat* | per errore | quando clicco | non ho ricevuto | non abbiamo ricevuto',
      nl: 'niet meer | komt niet | komen niet | krijg geen | kwijt | verloren | terughalen | terugzetten | herstellen | al geprobeerd | hebben geprobeerd | wat nu | waarom | verlopen | geweigerd | per ongeluk | als ik klik | niet ontvangen | blijft hangen | nog steeds niet',
      pt: 'ja nao | nao ~ mais | nao chega* | nao aparece* | nao guarda | nao salva | perdi | perdemos | recuperar | restaurar | ja tentei | ja tentamos | ja tentamos | que fazemos | o que faco | por que | expirou | recusad* | por engano | quando clico | nao recebi | nao recebemos',
    },
  },
  spamTurns: {
    category: 'Spam',
    weight: 2.4,
    says: 'sells as mass mail does',
    phrases: {
      en: 'can build yours | build your app | build your website | develop your app | apps for startups | at half | half the price | half of the | fraction of the | samples of our | our work | past work | our portfolio | shall i send | may i send | can i send you | can we send | business development at | business development manager | business development executive | years of experience | team of experts | team of professionals | certified experts | full retail | retail price | off retail | download instantly | popular programs | oem | creditors | bankruptcy | wipe out | wipe ~ debt* | qualify in | you qualify | you may qualify | percent of the total | 40 percent | 30 percent | business suggestion | my private email | private email | contact me on my | reply to my private | work with a bank | staff of bank | bank manager | hong kong | can i call you | we guarantee | in 30 days | in just 30 | triple your | results or | pay only | no upfront | no contract | limited slots | spots left | claim your spot | get started today | transform your | unlock | take your business | next level | attract more | get more | generate more | reach more | attract new | ideal clients | high quality | premium quality | best quality | we supply | we export | we provide | we offer | we can offer | we can provide | we do all | let me know if you need | interested in our',
      de: 'darf ich ihnen | wir erstellen | wir bieten | unser team aus | jahrelange erfahrung | mehr kunden | neue kunden | in nur 30 tagen | zum nachsten level | unverbindlich testen sie | profitieren sie | sichern sie sich | ihre daten bestatigen | ihre identitat',
      fr: 'puis je vous envoyer | nous offrons | nous vous proposons | attirer plus | de nouveaux clients | en 30 jours | retablir votre acces | confirmez vos | confirmer vos | connexion inhabituelle | vos informations ici | mettre a jour vos | agence specialisee | vos resultats',
      es: 'le ofrecemos | les ofrecemos | somos una agencia | puedo enviarle | conseguir mas | atraer mas | nuevos clientes | en 30 dias | triplicar | confirme sus | actualice sus | restablecer su acceso | agencia especializada | sus resultados',
      it: 'vi offriamo | le offriamo | siamo un agenzia | posso inviarle | attirare piu | nuovi clienti | in 30 giorni | triplicare | conferma i tuoi | confermi i suoi | aggiorni i suoi | ripristinare l accesso | agenzia specializzata',
      nl: 'wij bieden | mag ik u | meer klanten | nieuwe klanten | binnen 30 dagen | in 30 dagen | verdrievoudig* | uw gegevens bevestigen | gespecialiseerd bureau | bureau gespecialiseerd',
      pt: 'oferecemos | somos uma agencia | posso enviar | posso ligar | atrair mais | novos clientes | em 30 dias | triplicar | confirme os | confirme seus | atualize seus | restabelecer o acesso | agencia especializada | seus resultados | trafego pago | pacotes a partir',
    },
  },
  generalTurns: {
    category: 'General',
    weight: 1.6,
    says: 'is news or business among acquaintances',
    phrases: {
      en: 'looks good to me | sounds good | talk tomorrow | talk soon | see attached | for the record | preparing a piece | a piece for | radio programme | tv programme | radio show | we record | your view | on air | for broadcast | hope you are well | hope all is well | long time no | how have you been | happy new year | merry christmas | happy birthday | see you there | see you on | let us know if you can make it | rsvp | join us for | join us at | save the date | early bird | your leaflet | by mistake to | meant for | the kids | on behalf of the class | your advert | your job ad | your posting | reference letter | proofread | rehearse | the printer | the office | the building | the keys | your appointment | reminder that invoice | when we can expect payment | still unpaid | has been approved | has been published | course | certificate | lecture',
      de: 'sieht gut aus | bis morgen | bis dann | frohe weihnachten | frohes neues | alles gute | save the date | ihre anzeige | ihr inserat | wir laden herzlich | einladung zum | einladung zur | fur den auftrag | anbei die | wir senden im',
      fr: 'a demain | bonne annee | joyeux | save the date | votre annonce | nous avons le plaisir de vous inviter | invitation a | ci joint | en piece jointe le | emission',
      es: 'hasta manana | feliz ano | feliz navidad | su anuncio | invitacion a | adjunto el | adjunto les | le confirmamos | les confirmamos',
      it: 'a domani | buon anno | buon natale | vostro annuncio | invito a | in allegato il | vi confermiamo | portfolio e allegato',
      nl: 'tot morgen | tot dan | gelukkig nieuwjaar | fijne feestdagen | uw advertentie | jullie vacature | uitnodiging voor | bijgaand | namens',
      pt: 'ate amanha | feliz ano | feliz natal | vosso anuncio | seu anuncio | convite para | em anexo o | confirmamos a',
    },
  },
} satisfies Record<string, Sign>;
