/** Senders by the part of the address before the at sign. */

/** A `.` is no end here: `no-responder.maricarmen@` is a person's. */
export const noReply =
  /^(?:no[-_.]?repl(?:y|ies)|noreply|do[-_.]?not[-_.]?reply|donot[-_.]?reply|ne[-_.]?pas[-_.]?repondre|nepasrepondre|nicht[-_.]?antworten|keine[-_.]?antwort|no[-_.]?respond(?:a|er)|no[-_.]?contest(?:e|ar)|non[-_.]?rispondere|niet[-_.]?(?:be)?antwoorden|nao[-_.]?respond[ae]r?|nie[-_.]?odpowiadaj|svara[-_.]?(?:ej|inte)|(?:be)?svar[-_.]?ikke|neodpovidat|neodpovidejte|ei[-_.]?vastausta|ala[-_.]?vastaa|nu[-_.]?raspunde(?:ti)?|ne[-_.]?valaszolj\w*|cevaplama\w*|yanitlama\w*|bounces?)(?:[-_+\d]|@)|[-_.+]no[-_]?reply@/i;

export const daemons =
  /^(?:mailer-?daemon|mail-?daemon|postmaster|mdaemon|mail-?delivery|maildelivery)\b/i;

/** Programs and devices, and offices that only ever send to many. */
export const programs =
  /^(?:newsletters?|newsletter\w*|infolettre|lettre-?info|nieuwsbrief|nyhetsbrev|nyhedsbrev|boletin\w*|boletim\w*|biuletyn|rundbrief|mailing|digest|notifications?|notify|notificaciones|notifiche|benachrichtigung\w*|alerts?|alertas?|alertes?|automated|auto-?mailer|automailer|robot|bot|cron|cron-?daemon|root|www-data|wordpress|grafana|nagios|icinga|zabbix|prometheus|alertmanager|uptime\w*|monitor(?:ing)?|statuspage|jenkins|gitlab|git|jira|bugzilla|sentry|fail2ban|logwatch|veeam|nas|backup|synology|qnap|scanner|scan|scan2mail|mfp|copier|printer|fax|efax|voicemail|pbx|dmarc[-_\w]*|dmarcreport|dse|docusign|calendar-\w+|receipts?|auto-confirm|invoice\+statements|efatura|efactura|e-?invoice|survey|surveys|satisfaction|feedback-request|shipment\w*|tracking|zustellung|sendungsverfolgung)(?:[-_.+][-_.+\w]*)?@/i;

/** Offices behind which a system or a person may write. */
export const offices =
  /^(?:receipts?|orders?|order[-_.].*|ordre|ordrer|bestell\w*|bestilling|pedidos?|ordini|commandes?|tilau\w*|objednavk\w*|zamowien\w*|siparis|billing|invoices?|invoice\+.*|facturas?|facturacion|facturation|fattur\w*|faktur\w*|rechnung\w*|buchhaltung|amministrazione|administracion|comptabilite|accounts?|accounting|payments?|pagos|zahlung\w*|service|services|servicio|serviceclient|kundenservice|kundendienst|customer[-_.]?(?:service|care|support)|shop|store|sales|checkout|shipping|versand|delivery|livraison|dhl|ups|support|help|helpdesk|hello|hola|info|team|contact|kontakt|security|sicherheit|seguridad|account|accounts-\w+|avisos?|avvisi|hinweis\w*|updates?|product|news|offers?|promo\w*|deals|kampanya|report|reports|reporting|status|system|server|admin|administrator|webmaster|it|press|presse|marketing|events?|booking|bookings|reservas?|reservations?|reservierung|prenotazioni|registration|membership|members|library|ticket|tickets|tickethub|jobs|careers|bewerbung|hr|personal|rh|candidatures|drive-\w+|workspace-\w+|share|shares|calendar|calendario|invite|invites|meetings?|zoom|teams)(?:[-_.+\d][-_.+\w]*)?@/i;
