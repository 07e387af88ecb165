/** Domains at which anybody can have a mailbox; without the ones of single countries below. */
const freeMail = new Set(
  // World-wide, and those that sell privacy.
  (
    `addy.io aim.com anonaddy.com anonaddy.me aol.com atomicmail.io cock.li consultant.com
   countermail.com ctemplar.com disroot.org dr.com duck.com earthlink.net email.com
   engineer.com europe.com excite.com fastmail.com fastmail.fm gmail.com gmx.com gmx.net
   gmx.us googlemail.com hey.com hotmail.com hush.com hushmail.com icloud.com inbox.com
   juno.com keemail.me linuxmail.org lycos.com mac.com mail.com mailbox.org mailcity.com
   mailfence.com mailo.com me.com mindspring.com mozmail.com msn.com myyahoo.com naver.com
   netscape.net netzero.net onmail.com opayq.com outlook.com passmail.net passport.com pm.me
   posteo.net privaterelay.appleid.com proton.me protonmail.ch protonmail.com
   relay.firefox.com riseup.net rocketmail.com runbox.com simplelogin.com simplelogin.io
   skiff.com startmail.com thexyz.com tuta.com tuta.io tutamail.com tutanota.com tutanota.de
   usa.com vfemail.net vivaldi.net windowslive.com ymail.com zoho.com zohomail.com
   zohomail.eu zohomail.in ` +
    // North America: mostly providers of connections.
    `att.net bell.net bellsouth.net centurylink.net charter.net cogeco.ca comcast.net cox.net
   embarqmail.com frontier.com frontiernet.net optimum.net optonline.net pacbell.net
   prodigy.net q.com rcn.com roadrunner.com rogers.com rr.com sasktel.net sbcglobal.net
   shaw.ca spectrum.net suddenlink.net swbell.net sympatico.ca telus.net twc.com verizon.net
   videotron.ca wavecable.com windstream.net ` +
    // Germany, Austria, Switzerland.
    `a1.net aon.at arcor.de bluemail.ch bluewin.ch chello.at eclipso.de eclipso.eu email.de
   ewe.net ewetel.net freemail.de freenet.de gmx.at gmx.ch gmx.de gmx.eu gmx.li hispeed.ch
   inode.at kabelmail.de kabsi.at liwest.at mail.ch mail.de netcologne.de online.de
   onlinehome.de osnanet.de posteo.at posteo.ch posteo.de posteo.eu quickline.ch sunrise.ch
   swissonline.ch t-online.de unitybox.de utanet.at versatel.de vodafone.de vodafonemail.de
   vol.at vtxmail.ch web.de ` +
    // France, Belgium, the Netherlands, Luxembourg.
    `aliceadsl.fr bbox.fr caramail.com cegetel.net chello.nl club-internet.fr dbmail.com free.fr
   freesbee.fr gmx.fr hetnet.nl home.nl kpnmail.nl kpnplanet.nl laposte.net mailo.fr
   netcourrier.com neuf.fr noos.fr numericable.fr online.nl onsbrabantnet.nl orange.fr
   pandora.be planet.nl pt.lu quicknet.nl scarlet.be sfr.fr skynet.be solcon.nl tele2.nl
   telenet.be upcmail.nl voila.fr wanadoo.fr wanadoo.nl xs4all.nl zeelandnet.nl ziggo.nl
   zonnet.nl ` +
    // Great Britain and Ireland.
    `blueyonder.co.uk btinternet.com btopenworld.com eircom.net gmx.co.uk ntlworld.com o2.co.uk
   plus.com plusnet.com sky.com talk21.com talktalk.co.uk talktalk.net tesco.net
   tiscali.co.uk virgin.net virginmedia.com ` +
    // Italy, Spain, Portugal, Greece.
    `alice.it aruba.it clix.pt email.it fastwebnet.it forthnet.gr gmx.es gmx.it inwind.it iol.it
   iol.pt libero.it mail.pt mail.telepac.pt mundo-r.com netcabo.pt ono.com otenet.gr pec.it
   poste.it sapo.pt supereva.it telefonica.net telepac.pt teletu.it telvia.it terra.es
   tim.it tin.it tiscali.it tiscalinet.it virgilio.it vodafone.it vodafone.pt wanadoo.es
   yahoo.gr ` +
    // The Nordic and Baltic countries.
    `bredband.net bredband2.com comhem.se elisanet.fi getmail.no glocalnet.net inbox.lt inbox.lv
   kolumbus.fi luukku.com mail.dk mail.ee mail.tele.dk netti.fi ofir.dk one.lt online.no
   pp.inet.fi saunalahti.fi spray.se stofanet.dk suomi24.fi swipnet.se tdcadsl.dk tele2.se
   telenor.dk telenor.no telia.com webspeed.dk ` +
    // Central and eastern Europe, Russia and its neighbours.
    `abv.bg atlas.cz atlas.sk autograf.pl azet.sk bk.ru buziaczek.pl centrum.cz centrum.sk
   citromail.hu email.cz freemail.hu gazeta.pl gmx.hu gmx.pl go2.pl i.ua inbox.ru
   indamail.hu int.pl interia.eu interia.pl internet.ru internode.on.net list.ru mail.bg
   mail.kz mail.ru mail.ua meta.ua net.hr o2.pl onet.eu onet.pl op.pl pobox.sk poczta.fm
   poczta.onet.pl post.cz quick.cz rambler.ru rambler.ua seznam.cz siol.net spoko.pl
   t-online.hu tlen.pl tut.by tvn.hu ukr.net upcmail.hu vip.hr vip.onet.pl vipmail.hu
   volny.cz vp.pl wp.eu wp.pl ya.ru yandex.by yandex.com yandex.kz yandex.ru yandex.ua
   zoznam.sk ` +
    // Turkey, the Middle East, Africa.
    `012.net.il absamail.co.za bezeqint.net emirates.net.ae iafrica.com lantic.net maktoob.com
   menara.ma mtnloaded.co.za mweb.co.za mynet.com netvision.net.il superonline.com
   telkomsa.net ttmail.com turk.net vodamail.co.za walla.co.il walla.com webmail.co.za
   zahav.net.il ` +
    // Asia and the Pacific.
    `126.com 139.com 163.com 188.com 189.cn 21cn.com 263.net aliyun.com au.com auone-net.jp
   biglobe.ne.jp bigpond.com bigpond.com.au bigpond.net.au clear.net.nz ctimail.com
   dataone.in daum.net docomo.ne.jp dodo.com.au dreamwiz.com excite.co.jp ezweb.ne.jp
   foxmail.com goo.jp hanmail.net hanmir.com hinet.net i.softbank.jp iinet.net.au in.com
   indiatimes.com infoseek.jp infoweb.ne.jp internode.on.net iprimus.com.au jcom.home.ne.jp
   kakao.com kimo.com korea.com lycos.co.kr nate.com netspace.net.au netvigator.com
   nifty.com ocn.ne.jp optusnet.com.au orcon.net.nz ozemail.com.au pacific.net.sg
   paradise.net.nz paran.com pchome.com.tw plala.or.jp pldtdsl.net qq.com rediff.com
   rediffmail.com seed.net.tw sify.com sina.cn sina.com singnet.com.sg slingshot.co.nz
   so-net.ne.jp softbank.ne.jp sohu.com starhub.net.sg streamyx.com tm.net.my tom.com
   tpg.com.au vip.163.com vip.qq.com vip.sina.com vsnl.com vsnl.net westnet.com.au wo.cn
   xtra.co.nz yahoo.ne.jp ybb.ne.jp yeah.net ` +
    // Latin America.
    `adinet.com.uy arnet.com.ar bol.com.br cantv.net ciudad.com.ar fibertel.com.ar globo.com
   globomail.com ibest.com.br ig.com.br infovia.com.ar oi.com.br prodigy.net.mx r7.com
   speedy.com.ar terra.com terra.com.ar terra.com.br terra.com.mx une.net.co uol.com.ar
   uol.com.br vtr.net zipmail.com.br ` +
    // Boxes that live for ten minutes.
    `10minutemail.com discard.email dispostable.com emailondeck.com fakeinbox.com getnada.com
   guerrillamail.com guerrillamail.info mailcatch.com maildrop.cc mailinator.com
   mailnesia.com mintemail.com moakt.com mohmal.com sharklasers.com spamgourmet.com
   temp-mail.org tempmail.com throwawaymail.com trashmail.com trashmail.de wegwerfemail.de
   yopmail.com yopmail.fr `
  )
    .trim()
    .split(/\s+/),
);

/** Providers that have a domain for each country: `yahoo.co.uk`, `hotmail.fr`, `yandex.com.tr`. */
const freeMailByCountry =
  /^(yahoo|hotmail|outlook|live|gmx|yandex)\.(com|[a-z]{2}|com?\.[a-z]{2})$/;

/**
 * Whether the domain is a mailbox provider's, and so says nothing about a company.
 * @param domain lower case, without the root's dot
 */
export function isFreeMail(domain: string): boolean {
  return freeMail.has(domain) || freeMailByCountry.test(domain);
}
