import type { Category } from '../../../domain/category.ts';

interface PressureSign {
  /** Two points on top of nothing are `high`, one is `medium`; Lead and Support start with one. */
  points: Partial<Record<Category, number>>;
  phrases: string;
}

const everywhere = { Lead: 1, Support: 1, General: 1 };

const all = {
  urgent: {
    points: { Lead: 1, Support: 1, General: 2 },
    phrases:
      'urgent | urgently | asap | as soon as possible | immediately | immediate attention | emergency | critical | time sensitive | right away | high priority | top priority | top urgent | cannot wait | can t wait | ' +
      'dringend* | eilig | eilt | umgehend | sofort | unverzuglich | so schnell wie moglich | schnellstmoglich | notfall | kritisch | ' +
      'en urgence | urgence | tres urgent | des que possible | au plus vite | immediatement | critique | ' +
      'urgente* | urgencia | cuanto antes | lo antes posible | inmediatamente | de inmediato | critico | ' +
      'urgenza | al piu presto | il prima possibile | immediatamente | subito | ' +
      'spoed | zo snel mogelijk | onmiddellijk | met spoed | kritiek | ' +
      'urgencia | o mais rapido possivel | o quanto antes | imediatamente | com urgencia',
  },
  deadline: {
    points: { Lead: 1, Support: 1, General: 2 },
    phrases:
      'by today | by tomorrow | by end of day | by eod | by cob | end of business today | by tonight | before tomorrow | by noon | due today | due tomorrow | needed today | today at | within 24 hours | within 48 hours | in the next 24 hours | by friday | by monday | by tuesday | by wednesday | by thursday | before friday | before monday | deadline is tomorrow | deadline today | deadline friday | goes live tomorrow | launch tomorrow | launches tomorrow | we launch on | in two hours | in one hour | in an hour | this afternoon | this morning we | tomorrow morning | ' +
      'bis heute | bis morgen | noch heute | bis freitag | bis montag | bis dienstag | bis mittwoch | bis donnerstag | innerhalb von 24 | morgen fruh | ' +
      'd ici demain | avant demain | aujourd hui meme | avant vendredi | d ici vendredi | avant lundi | d ici lundi | sous 24 | demain matin | ' +
      'para hoy | para manana | antes de manana | antes del viernes | antes del lunes | hoy mismo | en 24 horas | ' +
      'entro oggi | entro domani | entro venerdi | entro lunedi | entro 24 | domani mattina | ' +
      'voor morgen | vandaag nog | voor vrijdag | voor maandag | uiterlijk vrijdag | uiterlijk morgen | binnen 24 | morgenochtend | ' +
      'ate hoje | ate amanha | ainda hoje | ate sexta | ate segunda | em 24 horas | amanha de manha',
  },
  soon: {
    points: { General: 1 },
    phrases:
      'deadline | this week | next week | soon | reminder | by the end of | within ~ days | due date | please confirm | ' +
      'frist | diese woche | nachste woche | bald | erinnerung | bis ende | ' +
      'date limite | delai | cette semaine | semaine prochaine | rappel | avant le | ' +
      'fecha limite | plazo | esta semana | proxima semana | recordatorio | antes del | ' +
      'scadenza | questa settimana | prossima settimana | promemoria | entro il | ' +
      'uiterlijk | deze week | volgende week | herinnering | ' +
      'prazo | esta semana | proxima semana | lembrete | ate o dia | ate dia',
  },
  outage: {
    points: { Support: 1, General: 1 },
    phrases:
      'outage | is down | are down | went down | completely down | production is | production system | in production | all users | all our users | nobody can | no one can | none of our | entire team | whole team | whole company | everyone is | everybody is | cannot work | can t work | blocks us | blocking us | blocked | blocker | business critical | losing money | losing orders | losing sales | losing customers | revenue | stopped working | locked out | 503 | 500 error | ' +
      'ausfall | produktion | produktivsystem | niemand kann | alle nutzer | gesamtes team | ganze team | konnen nicht arbeiten | nicht erreichbar | komplett | lahmgelegt | steht still | ausgesperrt | ' +
      'en panne | panne | production | personne ne | tous nos | toute l equipe | ne pouvons plus travailler | bloque* | inaccessible | ' +
      'caido | caida | produccion | nadie puede | todos nuestros | todo el equipo | no podemos trabajar | bloquead* | ' +
      'produzione | nessuno riesce | nessuno puo | tutti i nostri | tutto il team | non possiamo lavorare | bloccat* | disservizio | ' +
      'productie | niemand kan | al onze | hele team | kunnen niet werken | ligt plat | plat | storing | onbereikbaar | ' +
      'producao | ninguem consegue | todos os nossos | toda a equipe | toda a equipa | nao conseguimos trabalhar | fora do ar | bloquead*',
  },
  damage: {
    points: { Lead: 1, Support: 1, General: 2 },
    phrases:
      'data loss | lost all | lost our data | data breach | breach | security incident | vulnerability | hacked | compromised | leaked | unauthorized access | unauthorised access | fraudulent | stolen | someone else s data | other customers data | ' +
      'datenverlust | datenleck | datenpanne | sicherheitsvorfall | sicherheitslucke | gehackt | unbefugt* | ' +
      'perte de donnees | fuite de donnees | faille | pirate* | acces non autorise | ' +
      'perdida de datos | fuga de datos | brecha | hackead* | vulnerabilidad | acceso no autorizado | ' +
      'perdita di dati | violazione | violato | vulnerabilita | accesso non autorizzato | ' +
      'gegevensverlies | gegevens kwijt | datalek | gehackt | kwetsbaarheid | beveiligingsincident | ' +
      'perda de dados | vazamento | violacao | hackead* | invadid* | vulnerabilidade | acesso nao autorizado',
  },
  legal: {
    points: { Lead: 1, Support: 1, General: 2 },
    phrases:
      'legal action | lawyer | lawyers | attorney | lawsuit | solicitor | court | final notice | cease and desist | statutory deadline | within one month | data protection authority | regulator | chargeback | small claims | trading standards | ' +
      'anwalt | rechtsanwalt | abmahnung | gericht* | rechtliche schritte | letzte mahnung | gesetzliche frist | datenschutzbehorde | ' +
      'avocat | mise en demeure | tribunal | poursuites | cnil | ' +
      'abogado | demanda judicial | acciones legales | tribunal* | juzgado | ' +
      'avvocato | azioni legali | diffida | tribunale | garante | ' +
      'advocaat | juridische stappen | rechtbank | ingebrekestelling | ' +
      'advogado | acoes legais | medidas legais | processo judicial | tribunal | procon',
  },
  anger: {
    points: everywhere,
    phrases:
      'unacceptable | ridiculous | outrageous | furious | fed up | extremely frustrated | very frustrated | extremely disappointed | third time | fourth time | still no reply | still no answer | no response | nobody answers | nobody replied | escalate | complaint | worst | disgrace* | ' +
      'inakzeptabel | unzumutbar | frechheit | unverschamt | zum dritten mal | keine antwort erhalten | beschwerde | enttauscht | verargert | ' +
      'inacceptable | inadmissible | scandaleux | aucune reponse | troisieme fois | reclamation | plainte | ' +
      'inaceptable | vergonzos* | indignad* | sin respuesta | tercera vez | reclamacion | queja | ' +
      'inaccettabile | vergognoso | indignat* | nessuna risposta | terza volta | reclamo | ' +
      'onacceptabel | belachelijk | geen antwoord | geen reactie | derde keer | klacht | woedend | ' +
      'inaceitavel | absurdo | ridiculo | sem resposta | terceira vez | reclamacao | indignad*',
  },
  none: {
    points: {},
    phrases:
      'no rush | not urgent | no hurry | whenever you have time | whenever you can | when you have a moment | when you get a chance | take your time | at your convenience | no pressure | nothing urgent | isn t urgent | ' +
      'keine eile | nicht dringend | eilt nicht | nicht eilig | bei gelegenheit | ' +
      'pas urgent | rien d urgent | quand vous aurez le temps | rien ne presse | ' +
      'no es urgente | sin prisa | cuando pueda* | cuando tenga* | ' +
      'non e urgente | senza fretta | quando puo | quando potete | nessuna fretta | ' +
      'geen haast | niet dringend | wanneer het uitkomt | ' +
      'nao e urgente | sem pressa | quando puder* | quando tiver',
  },
} satisfies Record<string, PressureSign>;

export type Pressure = keyof typeof all;

/** What makes an answer urgent, in all seven languages; see `PhraseIndex.add` for the notation. */
export const pressures: Record<Pressure, PressureSign> = all;
