type Field = 'from' | 'date' | 'to' | 'subject';

const labels: Record<Field, string> = {
  from: 'from von de van da från fra lähettäjä od от від feladó expeditor expéditeur kimden gönderen από mittente remitente remetente lähde 发件人 寄件者 寄件人 差出人 送信者 보낸사람 보낸 מאת من',
  date: 'sent date gesendet datum envoyé fecha enviado data enviada inviato verzonden skickat sendt lähetetty päivämäärä wysłano odesláno odoslané dátum отправлено дата надіслано elküldve küldve trimis gönderildi tarih εστάλη στάλθηκε ημερομηνία 发送时间 日期 傳送日期 寄件日期 送信日時 日時 날짜 보낸날짜 נשלח תאריך تاريخ fecha received',
  to: 'to an à para a aan till til vastaanottaja do komu кому címzett către kime alıcı προς destinatario pour destinatário 收件人 收件者 宛先 받는사람 אל إلى cc kopie kopia copie copia kopio dw kopi',
  subject:
    'subject betreff objet asunto oggetto assunto onderwerp ämne emne aihe temat předmět predmet тема tárgy subiect konu θέμα 主题 主旨 件名 제목 נושא الموضوع sujet re',
};

const fieldOf = new Map<string, Field>(
  (Object.entries(labels) as [Field, string][]).flatMap(([field, words]) =>
    words.split(' ').map((word): [string, Field] => [word, field]),
  ),
);

/** Fields of a quoted header stand close together; a long list of recipients is wrapped. */
const span = 12;

/**
 * Whether the header of another mail begins on this line, as Outlook sets it before the mail that
 * is answered: labelled sender, date, recipient and subject, in any order, bold or not.
 *
 * @param isSetOff a rule or a divider stands before it: fewer fields are enough
 */
export function isHeaderBlock(lines: string[], at: number, isSetOff: boolean): boolean {
  if (!labelOf(lines[at]!)) return false;
  const found = new Set<Field>();
  let blank = 0;
  for (const line of lines.slice(at, at + span)) {
    if (line.trim() === '') {
      // Paragraphs of HTML leave one between the fields.
      if (++blank > 1 && found.size > 1) break;
      continue;
    }
    const field = labelOf(line);
    if (field) found.add(field);
  }
  const isMail = found.has('from') && (found.has('date') || found.has('subject'));
  return isMail && found.size >= (isSetOff ? 2 : 3);
}

function labelOf(line: string): Field | null {
  const match = /^[\s>*_]{0,8}([\p{L} -]{1,20}?)[\s*_]{0,4}[:：]/u.exec(line);
  const label = match?.[1]?.trim().toLowerCase().replaceAll(' ', '');
  return fieldOf.get(label ?? '') ?? null;
}

/** A line of nothing but strokes, such as Outlook's. */
export function isRule(line: string): boolean {
  return /^\s*[_\-–—=*]{5,200}\s*$/.test(line);
}
