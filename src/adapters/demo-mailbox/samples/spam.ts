import type { Sample } from './sample.ts';

const winner: Sample = {
  minutesAgo: 330,
  source: `From: "International Lottery Board" <claims@lucky-winner-board.example>
Reply-To: agent.claims@quick-payout.example
To: undisclosed-recipients:;
Subject: CONGRATULATIONS!!! You have WON $4,500,000.00
Message-ID: <x0x0x0@lucky-winner-board.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear lucky winner,

your e-mail address has been drawn and you have WON $4,500,000.00 in our
online lottery!!! To claim your prize send us your full name, your bank
account and a processing fee of only $250 by Western Union TODAY.

This is 100% risk free. ACT NOW, the offer expires in 24 hours!!!
`,
};

const coldSelling: Sample = {
  minutesAgo: 130,
  source: `From: Jessica <jessica@seo-rank-masters.example>
To: @ME@
Subject: I found 37 errors on your website
Message-ID: <bulk-seo-20417@seo-rank-masters.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<p>Hello business owner,</p>
<p>I was going through your website and found <b>37 errors</b> that keep you from
page 1 of Google. We guarantee first page ranking with 10,000 backlinks for
only <font color="red">$99 per month</font>.</p>
<p>Cheap SEO, guest posts, 500,000 verified e-mail leads: click
<a href="http://seo-rank-masters.example/buy">here</a> for a limited time discount.</p>
`,
};

export const spam: Sample[] = [winner, coldSelling];
