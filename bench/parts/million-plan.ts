/**
 * What each of a million drafts is, as SQL: one row of `plan` decides, and all tables tell their part
 * of the same story (see `million-rows.ts`). The texts stand in tables of their own.
 */

/** Accounts, and how many in twenty messages are theirs. */
export const accounts = [
  { name: 'bench', share: 12 },
  { name: 'support', share: 5 },
  { name: 'press', share: 3 },
] as const;
export const uidValidity = 1_700_000_001;

/** 30 bits that look like chance and are the same in every build; SQLite has no seeded random. */
function chance(salt: number): string {
  const mixed = `((n * ${1_181_783_497 + salt * 30_971_726}) >> 14) & 1073741823`;
  return `((((${mixed}) * 2891336453) >> 13) & 1073741823)`;
}

const pick = (salt: number, table: string) => `${chance(salt)} % (select count(*) from ${table})`;
/** An expression for a time. @param seconds since the epoch, an expression */
export const iso = (seconds: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${seconds}, 'unixepoch')`;
const account = `case ${accounts.map(({ name }, i) => `when a = ${i} then '${name}'`).join(' ')} end`;

/** With what `planRows` fills. */
export const planTable = `create table plan (n integer primary key, a, category, first, last, domain,
  subject, body, s1, s2, s3, s4, longer, made, urgency, status)`;

/**
 * What each draft is. Two years of mail, evenly; those of the last weeks still await somebody, older
 * ones are decided. @param last epoch seconds of the newest
 */
export const planRows = (rows: number, last: number) => `
  insert into plan
  with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${rows}),
  chosen as (
    select n, ${chance(1)} % 20 as of20, ${chance(2)} % 100 as kind, ${chance(3)} % 100 as fate,
      ${chance(4)} % 100 as haste, ${pick(5, 'first_name')} as first, ${pick(6, 'last_name')} as last,
      -- Few hosts write much, and many write little.
      (${pick(7, 'domain')}) * (${chance(8)} % 1000) / 1000 as domain,
      ${pick(9, 'subject')} as subject, ${pick(10, 'body')} as body,
      ${pick(11, 'sentence')} as s1, ${pick(12, 'sentence')} as s2, ${pick(13, 'sentence')} as s3,
      ${pick(14, 'sentence')} as s4, ${chance(15)} % 3 as longer,
      ${last} - cast((${rows} - n) * (2.0 * 365 * 86400 / ${rows}) as integer) as made
    from numbers),
  kinds as (
    select *, case when of20 < ${accounts[0].share} then 0
        when of20 < ${accounts[0].share + accounts[1].share} then 1 else 2 end as a,
      case when kind < 15 then 'Lead' when kind < 40 then 'Support' when kind < 75 then 'General'
        else 'Spam' end as category,
      kind >= 75 or (kind >= 40 and fate < 60) as unanswered
    from chosen)
  select n, a, category, first, last, domain, subject, body, s1, s2, s3, s4, longer, made,
    case when category = 'Spam' or haste < 40 then 'low' when haste < 85 then 'medium'
      else 'high' end as urgency,
    case when unanswered then 'no_reply'
      when n > ${rows} * 0.98 then case when fate % 10 < 6 then 'drafted'
        when fate % 10 < 8 then 'approved' else 'sent' end
      when fate % 40 < 24 then 'sent' when fate % 40 < 30 then 'rejected'
      when fate % 40 < 36 then 'superseded' when fate % 40 < 38 then 'drafted'
      when kind % 20 > 0 then 'sent' when fate % 2 = 0 then 'failed' else 'unknown' end as status
  from kinds`;

/** Of the pieces of a row; every tenth subject has a number of its own, every tenth company is known. */
export const told = `
  select p.*, ${account} as account, ${account} || '/INBOX/${uidValidity}/' || n as key,
    status = 'no_reply' as unanswered, f.text || ' ' || l.text as name,
    lower(f.text) || '.' || lower(l.text) || '@' || d.text as address,
    '<' || n || '.' || made || '@' || d.text || '>' as message_id,
    iif(n % 10 = 0, j.text || ' #' || (n * 7919 % 1000003), j.text) as title,
    upper(substr(d.text, 1, 1)) || substr(d.text, 2, instr(d.text, '.') - 2) as company, b.text as text,
    s1.text as first_sentence,
    'Hello ' || f.text || ' ' || l.text || ',' || char(10, 10)
      || 'thank you for your message about ' || j.text || '. ' || s1.text || ' ' || s2.text || ' '
      || iif(longer > 0, char(10, 10) || s3.text || ' ', '') || iif(longer > 1, s4.text, '')
      || char(10, 10) || 'Best regards,' || char(10) || 'The Marketing Team' as reply
  from plan p join first_name f on f.id = p.first join last_name l on l.id = p.last
    join domain d on d.id = p.domain join subject j on j.id = p.subject join body b on b.id = p.body
    join sentence s1 on s1.id = p.s1 join sentence s2 on s2.id = p.s2
    join sentence s3 on s3.id = p.s3 join sentence s4 on s4.id = p.s4`;
