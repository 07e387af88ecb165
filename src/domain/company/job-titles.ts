/** Words that stand in titles, by themselves. Latin ones without accents, see `plain`. */
const words = `
  ceo cto cfo coo cmo cio ciso cpo md vp svp evp gm manager managing director directress head
  chief officer president founder cofounder owner proprietor partner principal engineer
  developer designer architect buyer buying purchasing procurement sourcing analyst consultant
  advisor adviser coordinator co-ordinator administrator assistant secretary editor producer
  professor prof lecturer researcher librarian curator teacher specialist executive lead
  supervisor planner controller accountant bookkeeper lawyer solicitor attorney chair chairman
  chairwoman chairperson treasurer trustee clerk representative associate technician scientist
  nurse physician superintendent foreman recruiter strategist merchandiser organiser organizer
  freelancer bursar headteacher headmaster headmistress dean registrar reporter journalist
  photographer correspondent dispatcher receptionist estimator surveyor trainer paralegal
  caretaker chef geschaftsfuhrer geschaftsfuhrerin geschaftsfuhrung inhaber inhaberin vorstand
  vorsitzender vorsitzende einkauf einkaufer einkauferin vertrieb sachbearbeiter
  sachbearbeiterin prokurist prokuristin sekretariat assistenz assistentin redakteur
  redakteurin ingenieur ingenieurin kustos buchhaltung gesellschafter gesellschafterin
  disponent disponentin directeur directrice dirigeant dirigeante responsable gerant gerante
  charge chargee ingenieure acheteur acheteuse gestionnaire assistante fondateur fondatrice
  associe associee conseiller conseillere conservateur conservatrice comptable secretaire
  enseignant enseignante redacteur redactrice coordinateur coordinatrice chercheuse chercheur
  bibliothecaire directora gerente jefe jefa encargado encargada presidente presidenta socio
  socia fundador fundadora dueno duena propietario propietaria ingeniero ingeniera coordinador
  coordinadora tecnico tecnica comprador compradora administradora secretaria profesor
  profesora asesor asesora direttore direttrice responsabile titolare amministratore
  amministratrice fondatore ingegnere capo addetto addetta segretaria segreteria coordinatore
  impiegata consulente curatore curatrice docente eigenaar eigenaresse hoofd inkoper
  inkoopster medewerker medewerkster beheerder adviseur voorzitter oprichter bestuurder
  zaakvoerder diretor diretora chefe proprietario proprietaria coordenador coordenadora
  engenheiro engenheira gestor gestora responsavel dyrektor dyrektorka kierownik kierowniczka
  specjalista specjalistka prezes wasciciel wacicielka kupiec ksiegowa koordynator
  koordynatorka direktor direktoer vd inkopare agare ansvarig handlaggare projektledare ejer
  indkober leder daglig koordinator radgiver produktchef toimitusjohtaja johtaja paallikko
  ostaja asiantuntija reditel reditelka jednatel jednatelka vedouci manazer manazerka mudur
  muduru yoneticisi sorumlusu kurucu igazgato vezeto ugyvezeto beszerzo titkar директор
  менеджер керівник начальник руководитель владелец засновник διευθυντης διευθυντρια υπευθυνος
  υπευθυνη`;

const known = new Set(words.trim().split(/\s+/));

/** What German, Dutch, Nordic and Finnish titles end in, written as one word. */
const endings = new RegExp(
  `.(?:${alternatives(`leiter leiterin leitung manager managerin fuhrer fuhrerin chef chefin strateg
    direktor direktorin ingenieur ingenieurin berater beraterin meister meisterin beauftragte
    beauftragter referent referentin assistent assistentin medewerker leider ledare leder sjef
    ansvarlig ansvarig johtaja paallikko vezeto igazgato einkaufer verwalter verwalterin sekretar
    sekretarin`)})$`,
);

/** East Asian titles, which stand without spaces. */
const eastern =
  /代表|取締役|社長|部長|課長|係長|主任|担当|总经理|經理|经理|主管|总监|采购|대표|이사|부장|과장|팀장|대리/u;

const article = '(?:(?:ihr|euer|your|votre|tu|el|das|le|la|the) )?';
/** What a part of a company is called, in any of the languages. */
const unit = `dept depto department departamento departement dipartimento abteilung afdeling avdelning
  redaktion redaction redazione service servicio servico servizio dienst ufficio team equipe equipo`;
/** What a part of a company does. */
const field = `marketing sales vertrieb ventes ventas vendite verkoop purchasing procurement support
  customer care success kundenservice it hr finance finanzen operations logistics export communication
  communications radiologie buchhaltung account accounts payable verwaltung administration
  instandhaltung maintenance development research event events and &`;
const departments = new RegExp(
  [
    `^${article}(?:${alternatives(unit)})\\b`,
    '\\b(?:team|department|dept|desk|division|abteilung|service|office)$',
    `^(?:(?:${alternatives(field)})(?: |$))+$`,
  ].join('|'),
);

/** Words as the alternatives of a regular expression. */
function alternatives(words: string): string {
  return words.trim().split(/\s+/).join('|');
}

/** Lower case, without accents: the form in which words compare. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('Ø', 'O')
    .replaceAll(/[łŁ]/g, '')
    .toLowerCase();
}

/** Nothing but letters and digits, in plain form; `ö` is the same as `oe`, as domains write it. */
export function letters(text: string): string {
  return plain(text)
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replaceAll(/([aou])e/g, '$1');
}

/** Whether the words name what somebody does, as `Head of Growth`, `Geschäftsführerin`. */
export function isJobTitle(text: string): boolean {
  if (eastern.test(text)) return true;
  const all = plain(text).split(/[^\p{L}-]+/u);
  return (
    all.length <= 10 &&
    !text.includes(':') &&
    all.some((word) => known.has(word) || endings.test(word))
  );
}

/** Whether the words name a part of a company, as `Sales Team`. */
export function isDepartment(text: string): boolean {
  return departments.test(plain(text).trim());
}
