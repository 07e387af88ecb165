import { describe, expect, test } from 'vitest';

import { isFreeMail } from '../../src/domain/free-mail.ts';

describe('mailbox providers', () => {
  test.each(
    `gmail.com outlook.com yahoo.com.br yandex.com.tr hotmail.co.uk live.com.au gmx.de web.de t-online.de
     bluewin.ch orange.fr laposte.net telenet.be ziggo.nl btinternet.com libero.it pec.it telefonica.net
     sapo.pt telia.com online.no mail.dk seznam.cz wp.pl freemail.hu abv.bg ukr.net mail.ru mynet.com
     walla.co.il qq.com 163.com naver.com hanmail.net docomo.ne.jp rediffmail.com bigpond.com xtra.co.nz
     uol.com.br comcast.net proton.me tuta.com mailinator.com`.split(/\s+/),
  )('include %s', (domain) => {
    expect(isFreeMail(domain)).toBe(true);
  });

  test.each([
    '',
    'acme.com',
    'notgmail.com',
    'gmail.com.acme.com',
    'yahoo.acme.com',
    'outlook.company',
    'constructor',
  ])('do not include %j', (domain) => {
    expect(isFreeMail(domain)).toBe(false);
  });
});
